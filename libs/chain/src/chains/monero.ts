import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58xmr } from '@scure/base';
import { decodeOrUndefined } from '../encoding/base58-check.js';
import type { Chain } from './chain.js';

/** Network byte and length of the decoded forms on mainnet: standard, subaddress, integrated. */
const BYTES = new Map([
  [18, 69],
  [42, 69],
  [19, 77],
]);

/** Monero. CAIP-2 names no namespace for it; the reference is the start of its genesis block hash, as bip122 has it. */
export const monero: Chain = {
  id: 'monero:418015bb9ae982a1975da7d79277c270',
  read: (text) => {
    const bytes = decodeOrUndefined(base58xmr, text);
    if (!bytes || BYTES.get(bytes[0] ?? -1) !== bytes.length) return 'MALFORMED';
    const expected = keccak_256(bytes.subarray(0, -4));
    const isWhole = bytes.subarray(-4).every((byte, at) => byte === expected[at]);
    return isWhole ? { address: text, format: 'MONERO', checksum: true } : 'CHECKSUM';
  },
};
