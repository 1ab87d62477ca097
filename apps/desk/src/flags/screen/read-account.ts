import { chainOf, checkAddress, detectChains, isChainId, parseAccountId } from '@holdfast/chain';
import type { AddressVerdict } from '@holdfast/chain';
import type { Fault } from '@holdfast/contracts';

/** An account in its one spelling, or why the text names none. */
export type ReadAccount = { account: string } | Omit<Fault, 'pointer'>;

/**
 * Reads a CAIP-10 account, or an address on a chain that is named beside it (CAIP-2, or a name such as BTC). Nothing is
 * repaired, and no chain is guessed where several could be meant.
 */
export function readAccount(text: string, chain?: string): ReadAccount {
  const written = parseAccountId(text);
  if (written && isChainId(written.chainId)) return judged(checkAddress(written.chainId, written.address));
  if (chain !== undefined) return judged(checkAddress(chainOf(chain) ?? chain, text));
  const chains = detectChains(text);
  const [only] = chains;
  // An EVM address is one on very many chains.
  if (only === undefined || chains.length > 1 || only.startsWith('eip155:')) return UNNAMED;
  return judged(checkAddress(only, text));
}

function judged(verdict: AddressVerdict): ReadAccount {
  if (verdict.ok) return { account: verdict.accountId };
  const [rule, message] = UNREADABLE[verdict.rule];
  return {
    rule,
    message: verdict.suggestion === undefined ? message : `${message}; it belongs to ${verdict.suggestion}`,
  };
}

const UNNAMED = {
  rule: 'address-chain',
  message: 'its chain is not certain; write chain_id:address (CAIP-10) or name the chain',
};

/** As they are called at the door for messages. */
const UNREADABLE: Readonly<
  Record<Extract<AddressVerdict, { ok: false }>['rule'], readonly [rule: string, message: string]>
> = {
  MALFORMED: ['address-malformed', 'is no address of this chain'],
  CHECKSUM: ['address-checksum', 'its checksum does not hold; never repaired, ask where it came from'],
  WRONG_CHAIN: ['address-wrong-chain', 'is an address of another chain'],
  UNKNOWN_CHAIN: ['address-chain', 'this hub cannot check addresses of this chain'],
};
