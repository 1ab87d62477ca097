import { chainOf, checkAddress, detectChains, isChainId, parseAccountId } from '@holdfast/chain';
import type { AddressVerdict } from '@holdfast/chain';
import type { Address } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';

/**
 * An address as the door wants it: the account in its one spelling, its form, and what it carries inside. A CAIP-10
 * account names its chain itself; of the others the chain is told, or only one chain reads them. Throws CommandFailed;
 * nothing is repaired and nothing is guessed.
 */
export function addressOf(text: string, chain?: string): Address {
  const account = parseAccountId(text);
  const address = account?.address ?? text;
  const chainId = account?.chainId ?? (chain === undefined ? onlyChainOf(text) : chainIdOf(chain));
  const verdict = checkAddress(chainId, address);
  if (!verdict.ok) throw new CommandFailed(`${text} on ${chainId}: ${whyNot(verdict)}`);
  const { accountId, format, checksum, memo, memoType } = verdict;
  return {
    accountId,
    chainId,
    address,
    format,
    ...(checksum === true ? { checksumOk: true } : {}),
    ...(memo === undefined ? {} : { memo }),
    ...(memoType === undefined ? {} : { memoType }),
  };
}

/** The CAIP-2 id that is meant by a name (`tron`) or an id (`eip155:137`). Throws CommandFailed. */
export function chainIdOf(name: string): string {
  const chainId = isChainId(name) ? name : chainOf(name);
  if (chainId !== undefined) return chainId;
  throw new CommandFailed(`No chain ${name}; name one as bitcoin, ethereum, tron, …, or by its CAIP-2 id (eip155:137)`);
}

function onlyChainOf(text: string): string {
  const [first, ...others] = detectChains(text);
  if (first === undefined)
    throw new CommandFailed(`${text} is an address of no chain that is known here; is it whole? Nothing was sent`);
  if (others.length === 0) return first;
  const all = [first, ...others].join(', ');
  throw new CommandFailed(`${text} is an address of several chains (${all}); say which: --chain bitcoin`);
}

type Unreadable = Extract<AddressVerdict, { ok: false }>;

const REASONS: Readonly<Record<Unreadable['rule'], string>> = {
  MALFORMED: 'it is no address of this chain; is it whole?',
  CHECKSUM: 'its checksum does not hold: a character is wrong; ask where it came from',
  WRONG_CHAIN: 'it is an address of another chain',
  UNKNOWN_CHAIN: 'addresses of this chain cannot be checked here; is the chain right?',
};

function whyNot({ rule, suggestion }: Unreadable): string {
  return suggestion === undefined ? REASONS[rule] : `${REASONS[rule]}: --chain ${suggestion}`;
}
