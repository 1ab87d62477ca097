import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import type { Unread } from '../verdict.js';

const CHECKSUM_BYTES = 4;

/** Anything that turns text into bytes and throws where it cannot. */
interface Decoder {
  decode: (text: string) => Uint8Array;
}

/** Payload of a base58check text: version and data, when it has this length and its double SHA-256 holds. */
export function readBase58Check(text: string, payloadBytes: number, alphabet: Decoder = base58): Uint8Array | Unread {
  const bytes = decodeOrUndefined(alphabet, text);
  if (bytes?.length !== payloadBytes + CHECKSUM_BYTES) return 'MALFORMED';
  const payload = bytes.subarray(0, payloadBytes);
  const expected = checksum(payload);
  return bytes.subarray(payloadBytes).every((byte, at) => byte === expected[at]) ? payload : 'CHECKSUM';
}

/** Writes a payload with its checksum in this alphabet. */
export function base58Check(payload: Uint8Array, alphabet: { encode: (bytes: Uint8Array) => string }): string {
  return alphabet.encode(concatBytes(payload, checksum(payload)));
}

const checksum = (payload: Uint8Array) => sha256(sha256(payload)).subarray(0, CHECKSUM_BYTES);

export function decodeOrUndefined(decoder: Decoder, text: string): Uint8Array | undefined {
  try {
    return decoder.decode(text);
  } catch {
    return undefined;
  }
}
