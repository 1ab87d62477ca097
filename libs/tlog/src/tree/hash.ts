import { hash } from 'node:crypto';

/** Length of a SHA-256. */
export const HASH_BYTES = 32;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** The root of a tree without entries. */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/** The hash of an entry (RFC 6962, section 2.1). */
export const leafHash = (entry: Buffer): Buffer => hash('sha256', Buffer.concat([LEAF, entry]), 'buffer');

const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** The hash over two subtrees (RFC 6962, section 2.1). Throws RangeError for what is no hash. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('A hash has 32 bytes');
  // One buffer for all calls: it is read before anything else can run.
  left.copy(node, 1);
  right.copy(node, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}

/** The root over subtrees of falling size, as a compact range has them; at least one. */
export function foldRight(hashes: readonly Buffer[]): Buffer {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}
