import { accountId } from './caip/caip.js';
import { isReading } from './chains/chain.js';
import { chainById, chains } from './chains/registry.js';
import type { AddressVerdict } from './verdict.js';

const MAX_LENGTH = 256;

/** Judges an address on a chain by form and checksum. Never throws, corrects nothing, names the chain it belongs to. */
export function checkAddress(chainId: string, text: string): AddressVerdict {
  const chain = chainById(chainId);
  if (!chain) return { ok: false, rule: 'UNKNOWN_CHAIN' };
  if (text.length > MAX_LENGTH) return { ok: false, rule: 'MALFORMED' };
  const result = chain.read(text);
  if (isReading(result)) {
    const { address, ...rest } = result;
    return { ok: true, accountId: accountId(chainId, address), chainId, ...rest };
  }
  const [suggestion] = detectChains(text);
  return suggestion === undefined ? { ok: false, rule: result } : { ok: false, rule: 'WRONG_CHAIN', suggestion };
}

/**
 * The chains on which a text is an address for certain: those whose checksum it satisfies, else those that know it by
 * its form. Only what nobody else reads is taken for Solana, whose addresses have no mark of their own.
 */
export function detectChains(text: string): string[] {
  if (text.length > MAX_LENGTH) return [];
  const readers = chains.filter((chain) => isReading(chain.read(text))).map(({ id }) => id);
  const marked = readers.filter((id) => !id.startsWith('solana:'));
  return marked.length > 0 ? marked : readers;
}
