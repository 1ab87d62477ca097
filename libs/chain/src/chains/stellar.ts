import { concatBytes } from '@noble/hashes/utils.js';
import { base32nopad } from '@scure/base';
import { decodeOrUndefined } from '../encoding/base58-check.js';
import { crc16 } from '../encoding/crc16.js';
import { isUint } from '../encoding/uint.js';
import type { Reading, Unread } from '../verdict.js';
import { firstOf } from './chain.js';
import type { Chain } from './chain.js';

/*
  strkey = base32( version data crc )       SEP-23; upper case, no padding, no stray bit; crc: CRC-16, little-endian
  G      = strkey( 6<<3, key )  [ "-" memo ]   memo as in the CAIP-10 profile: digits are an id, anything else is text
  M      = strkey( 12<<3, key id )          key: 32 bytes; id: 64 bits, big-endian
  C      = strkey( 2<<3, hash )             a contract; the other strkeys hold no funds of their own
*/
const ACCOUNT = 6 << 3;
const MUXED = 12 << 3;
const CONTRACT = 2 << 3;
const KEY_BYTES = 32;
const ID_BYTES = 8;
const CRC_BYTES = 2;
const MAX_MEMO_BYTES = 28;

/** Stellar. The account is its G-address; the id inside an M-address is a memo and stands beside it. */
export const stellar: Chain = { id: 'stellar:pubnet', read: firstOf(account, muxed, contract) };

function account(text: string): Reading | Unread {
  const [, address = '', memo] = /^([^-]+)(?:-(.*))?$/.exec(text) ?? [];
  const key = readStrkey(address, ACCOUNT, KEY_BYTES);
  if (typeof key === 'string') return key;
  if (memo === undefined) return { address, format: 'STELLAR', checksum: true };
  const memoType = memoTypeOf(memo);
  return memoType ? { address, format: 'STELLAR', checksum: true, memo, memoType } : 'MALFORMED';
}

/** A memo of digits that is no 64-bit number could be meant either way, and a hash has no place: neither is read. */
function memoTypeOf(memo: string): 'MEMO_ID' | 'MEMO_TEXT' | undefined {
  if (/^[0-9]*$/.test(memo)) return isUint(memo, 64) ? 'MEMO_ID' : undefined;
  const isText = memo === memo.trim() && !/\p{Cc}/u.test(memo) && Buffer.byteLength(memo) <= MAX_MEMO_BYTES;
  return isText ? 'MEMO_TEXT' : undefined;
}

function muxed(text: string): Reading | Unread {
  const data = readStrkey(text, MUXED, KEY_BYTES + ID_BYTES);
  if (typeof data === 'string') return data;
  const id = Buffer.from(data).readBigUInt64BE(KEY_BYTES);
  const address = strkey(ACCOUNT, data.subarray(0, KEY_BYTES));
  return { address, format: 'STELLAR', checksum: true, memo: String(id), memoType: 'MEMO_ID' };
}

function contract(text: string): Reading | Unread {
  const hash = readStrkey(text, CONTRACT, KEY_BYTES);
  return typeof hash === 'string' ? hash : { address: text, format: 'STELLAR', checksum: true };
}

function readStrkey(text: string, version: number, dataBytes: number): Uint8Array | Unread {
  const bytes = decodeOrUndefined(base32nopad, text);
  if (bytes?.length !== 1 + dataBytes + CRC_BYTES || bytes[0] !== version) return 'MALFORMED';
  const data = bytes.subarray(1, -CRC_BYTES);
  // SEP-23: valid only if writing it again gives the same text.
  return strkey(version, data) === text ? data : 'CHECKSUM';
}

function strkey(version: number, data: Uint8Array): string {
  const payload = concatBytes(Uint8Array.of(version), data);
  const code = crc16(payload);
  return base32nopad.encode(concatBytes(payload, Uint8Array.of(code & 0xff, code >> 8)));
}
