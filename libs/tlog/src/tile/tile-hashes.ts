import { HASH_BYTES, nodeHash } from '../tree/hash.js';

/** The hashes of a tile, one by one. Throws RangeError when the tile ends within one. */
export function hashesIn(tile: Buffer): Buffer[] {
  if (tile.length % HASH_BYTES !== 0) throw new RangeError('A tile ends within a hash');
  return Array.from({ length: tile.length / HASH_BYTES }, (_, at) =>
    tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** The roots of the perfect subtrees over hashes of one level, the largest first. */
export function subtrees(hashes: readonly Buffer[]): Buffer[] {
  const roots: { hash: Buffer; width: number }[] = [];
  for (const leaf of hashes) {
    let [hash, width] = [leaf, 1];
    for (let left = roots.at(-1); left?.width === width; left = roots.at(-1)) {
      roots.pop();
      [hash, width] = [nodeHash(left.hash, hash), width * 2];
    }
    roots.push({ hash, width });
  }
  return roots.map(({ hash }) => hash);
}

/** The hash that a full tile, or a part of it that is a perfect subtree, is the tree of. */
export function tileRoot(tile: Buffer): Buffer {
  let hashes = hashesIn(tile);
  while (hashes.length > 1) hashes = pairs(hashes);
  const [root] = hashes;
  if (!root) throw new RangeError('A tile holds at least one hash');
  return root;
}

function pairs(hashes: readonly Buffer[]): Buffer[] {
  const parents: Buffer[] = [];
  for (let at = 0; at + 1 < hashes.length; at += 2) {
    const [left, right] = [hashes[at], hashes[at + 1]];
    if (left && right) parents.push(nodeHash(left, right));
  }
  return parents;
}
