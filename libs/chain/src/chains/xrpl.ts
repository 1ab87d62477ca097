import { concatBytes } from '@noble/hashes/utils.js';
import { base58xrp } from '@scure/base';
import { base58Check, readBase58Check } from '../encoding/base58-check.js';
import { isUint } from '../encoding/uint.js';
import type { Reading, Unread } from '../verdict.js';
import { firstOf } from './chain.js';
import type { Chain } from './chain.js';

/*
  classic = base58check( 0x00 account )  [ ( "-" / "?dt=" ) tag ]    account: 20 bytes; tag: 32-bit decimal
  x       = base58check( 0x05 0x44 account has-tag tag )             has-tag: 0 or 1; tag: 64 bits, little-endian
  An x-address for a test network starts with 0x04 0x93 and is refused, as is a tag of more than 32 bits.
*/
const TAGGED = /^([^-?]+)(?:(?:-|\?dt=)(.*))?$/;
const ACCOUNT = 0x00;
const ACCOUNT_BYTES = 20;
const MAINNET = 0x0544;
const X_BYTES = 31;

/** The XRP Ledger. The account is its classic address; a destination tag stands beside it, never inside it. */
export const xrpl: Chain = { id: 'xrpl:0', read: firstOf(classic, xAddress) };

function classic(text: string): Reading | Unread {
  const [, address = '', tag] = TAGGED.exec(text) ?? [];
  const payload = readBase58Check(address, 1 + ACCOUNT_BYTES, base58xrp);
  if (typeof payload === 'string') return payload;
  return payload[0] === ACCOUNT ? reading(address, tag) : 'MALFORMED';
}

function xAddress(text: string): Reading | Unread {
  const payload = readBase58Check(text, X_BYTES, base58xrp);
  if (typeof payload === 'string') return payload;
  const fields = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const tag = fields.getBigUint64(X_BYTES - 8, true);
  const hasTag = fields.getUint8(X_BYTES - 9);
  if (fields.getUint16(0) !== MAINNET || hasTag > 1 || (hasTag === 0 && tag > 0n)) return 'MALFORMED';
  const account = concatBytes(Uint8Array.of(ACCOUNT), payload.subarray(2, 2 + ACCOUNT_BYTES));
  return reading(base58Check(account, base58xrp), hasTag ? String(tag) : undefined);
}

function reading(address: string, tag?: string): Reading | Unread {
  if (tag === undefined) return { address, format: 'XRPL', checksum: true };
  if (!isUint(tag, 32)) return 'MALFORMED';
  return { address, format: 'XRPL', checksum: true, memo: tag, memoType: 'DEST_TAG' };
}
