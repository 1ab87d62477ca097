import { hash } from 'node:crypto';
import { checkAddress } from '@holdfast/chain';
import type { Address } from '@holdfast/contracts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, createBase58check } from '@scure/base';

export const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
export const ETHEREUM = 'eip155:1';
export const TRON = 'tron:0x2b6653dc';

const ACCOUNT_BYTES = 20;
const TRON_VERSION = 0x41;

/** How each chain spells the hash of a key. */
const SPELLINGS: Readonly<Record<string, (account: Buffer) => string>> = {
  [BITCOIN]: (account) => bech32.encode('bc', [0, ...bech32.toWords(account)]),
  [ETHEREUM]: (account) => `0x${account.toString('hex')}`,
  [TRON]: (account) => createBase58check(sha256).encode(Uint8Array.of(TRON_VERSION, ...account)),
};

/** An address on a chain that follows from a text alone: its checksum holds, and nobody has its key. */
export function madeAddress(chainId: string, from: string): Address {
  const account = hash('sha256', from, 'buffer').subarray(0, ACCOUNT_BYTES);
  const verdict = checkAddress(chainId, SPELLINGS[chainId]?.(account) ?? '');
  if (!verdict.ok) throw new TypeError(`No address is made on ${chainId}`);
  const { accountId, format } = verdict;
  return { accountId, chainId, address: accountId.slice(chainId.length + 1), format, checksumOk: true };
}
