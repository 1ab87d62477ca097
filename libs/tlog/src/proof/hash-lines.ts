import { TlogMalformed } from '../malformed.js';
import { fromBase64 } from '../note/base64.js';
import { HASH_BYTES } from '../tree/hash.js';

/** No path in a tree is longer, whatever its size: C2SP tlog-witness. */
const MAX_HASHES = 63;

/** A proof, one hash a line. */
export const printHashLines = (proof: readonly Buffer[]): string =>
  proof.map((hash) => `${hash.toString('base64')}\n`).join('');

/** Reads these lines. Throws TlogMalformed. */
export function parseHashLines(lines: readonly string[]): Buffer[] {
  if (lines.length > MAX_HASHES) throw new TlogMalformed(`A proof has at most ${MAX_HASHES} hashes`);
  return lines.map((line) => fromBase64(line, 'A hash of a proof', HASH_BYTES));
}
