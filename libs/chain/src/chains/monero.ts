import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { base58xmr } from '@scure/base';
import { decodeOrUndefined } from '../encoding/base58-check.js';
import type { Chain } from './chain.js';

/*
  address    = base58xmr( type spend-key view-key [ payment-id ] checksum )     keys: 32 bytes
  type       = 18 standard / 42 subaddress / 19 integrated, the only one with a payment id of 8 bytes
  checksum   = first four bytes of Keccak-256
*/
const STANDARD = 18;
const SUBADDRESS = 42;
const INTEGRATED = 19;
const KEYS_END = 1 + 2 * 32;
const PAYMENT_ID_BYTES = 8;
const CHECKSUM_BYTES = 4;

const PAYLOAD_BYTES = new Map([
  [STANDARD, KEYS_END],
  [SUBADDRESS, KEYS_END],
  [INTEGRATED, KEYS_END + PAYMENT_ID_BYTES],
]);

/** Monero. An integrated address is a standard one and a payment id, which stands beside the account. */
export const monero: Chain = {
  id: 'monero:418015bb9ae982a1975da7d79277c270',
  read: (text) => {
    const bytes = decodeOrUndefined(base58xmr, text);
    const payload = bytes?.subarray(0, -CHECKSUM_BYTES);
    const type = payload?.[0];
    if (!payload || type === undefined || PAYLOAD_BYTES.get(type) !== payload.length) return 'MALFORMED';
    if (address(payload) !== text) return 'CHECKSUM';
    if (type !== INTEGRATED) return { address: text, format: 'MONERO', checksum: true };
    const standard = concatBytes(Uint8Array.of(STANDARD), payload.subarray(1, KEYS_END));
    const memo = bytesToHex(payload.subarray(KEYS_END));
    return { address: address(standard), format: 'MONERO', checksum: true, memo, memoType: 'PAYMENT_ID' };
  },
};

const address = (payload: Uint8Array) =>
  base58xmr.encode(concatBytes(payload, keccak_256(payload).subarray(0, CHECKSUM_BYTES)));
