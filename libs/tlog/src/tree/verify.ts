import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hash.js';
import { isSize } from './size.js';

/** A claim that an entry is in a tree. */
export interface Inclusion {
  index: number;
  size: number;
  /** The entry's leaf hash. */
  leaf: Buffer;
  proof: readonly Buffer[];
  root: Buffer;
}

/** A tree by its size and root. */
export interface TreeHead {
  size: number;
  root: Buffer;
}

const half = (value: number) => Math.floor(value / 2);
const isOdd = (value: number) => value % 2 === 1;
const areHashes = (hashes: readonly Buffer[]) => hashes.every(({ length }) => length === HASH_BYTES);

/** Whether the proof holds (RFC 9162, section 2.1.3.2). Never throws, whatever it is given. */
export function verifyInclusion({ index, size, leaf, proof, root }: Inclusion): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, ...proof, root])) return false;
  let [position, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the larger tree only adds to the smaller one (RFC 9162, section 2.1.4.2). Never throws. */
export function verifyConsistency({
  from,
  to,
  proof,
}: {
  from: TreeHead;
  to: TreeHead;
  proof: readonly Buffer[];
}): boolean {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false;
  if (!areHashes([from.root, to.root, ...proof])) return false;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  if (from.size === 0) return proof.length === 0 && from.root.equals(EMPTY_ROOT);
  return growsBy(from, to, proof);
}

function growsBy(from: TreeHead, to: TreeHead, proof: readonly Buffer[]): boolean {
  let [position, last] = [from.size - 1, to.size - 1];
  while (isOdd(position)) [position, last] = [half(position), half(last)];
  // Nothing is left of a power of two: that tree is itself the subtree from which the proof starts.
  const [first, ...rest] = position === 0 ? [from.root, ...proof] : proof;
  if (!first) return false;
  let [small, large] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      [small, large] = [nodeHash(hash, small), nodeHash(hash, large)];
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      large = nodeHash(large, hash);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && small.equals(from.root) && large.equals(to.root);
}
