import { bytesToHex } from '@noble/hashes/utils.js';
import { base64, base64url } from '@scure/base';
import { decodeOrUndefined } from '../encoding/base58-check.js';
import { crc16 } from '../encoding/crc16.js';
import type { Reading, Unread } from '../verdict.js';
import { firstOf } from './chain.js';
import type { Chain } from './chain.js';

/*
  friendly = base64( tag workchain hash crc )      TEP-2; 48 characters of base64url or of base64, never of both
  tag      = 0x11 bounceable / 0x51 not; + 0x80 for test networks, which are refused
  workchain = 0x00 basic / 0xff master;  hash = 32 bytes;  crc = CRC-16, big-endian
  raw      = ( "0" / "-1" ) ( ":" / "%3A" ) 64HEXDIG
*/
const RAW = /^(0|-1)(?::|%3A)([0-9a-fA-F]{64})$/;
const TAGS = new Set([0x11, 0x51]);
const WORKCHAINS = new Map([
  [0x00, '0'],
  [0xff, '-1'],
]);
const FRIENDLY_BYTES = 36;
const CRC_BYTES = 2;

/**
 * TON. Its friendly spellings differ in a flag that tells a wallet how to send, so the account is the raw form in lower
 * case. CAIP-10 allows no colon, nor the underscore of base64url, and the tvm namespace says nothing of addresses: the
 * colon is written `%3A`, as CAIP-10 recommends for such characters.
 */
export const ton: Chain = { id: 'tvm:-239', read: firstOf(friendly, raw) };

function friendly(text: string): Reading | Unread {
  const bytes = decodeOrUndefined(/[+/]/.test(text) ? base64 : base64url, text);
  if (bytes?.length !== FRIENDLY_BYTES) return 'MALFORMED';
  const [tag = 0, workchain = 0] = bytes;
  const name = WORKCHAINS.get(workchain);
  if (crc16(bytes.subarray(0, -CRC_BYTES)) !== Buffer.from(bytes).readUInt16BE(FRIENDLY_BYTES - CRC_BYTES)) {
    return 'CHECKSUM';
  }
  if (name === undefined || !TAGS.has(tag)) return 'MALFORMED';
  return { address: account(name, bytesToHex(bytes.subarray(2, -CRC_BYTES))), format: 'TON', checksum: true };
}

function raw(text: string): Reading | Unread {
  const [, workchain, hash] = RAW.exec(text) ?? [];
  if (workchain === undefined || hash === undefined) return 'MALFORMED';
  return { address: account(workchain, hash.toLowerCase()), format: 'TON', checksum: null };
}

const account = (workchain: string, hash: string) => `${workchain}%3A${hash}`;
