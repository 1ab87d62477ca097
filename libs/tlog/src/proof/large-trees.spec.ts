import { TILE_WIDTH } from '../tile/tile-path.js';
import { leafHash, nodeHash } from '../tree/hash.js';
import { verifyConsistency, verifyInclusion } from '../tree/verify.js';
import { proveConsistency, proveInclusion } from './prove.js';
import type { ReadTile } from './prove.js';

/** By height: the root over 2^height times the same leaf. Such a tree can be as large as it likes. */
const perfect = [leafHash(Buffer.from('the same'))];
for (let height = 1; height < 56; height++) perfect.push(nodeHash(at(height - 1), at(height - 1)));

function at(height: number): Buffer {
  return perfect[height] ?? Buffer.alloc(0);
}

/** The root by the definition: the largest power of two below the size goes left. */
function rootOf(size: number): Buffer {
  let [height, split] = [0, 1];
  while (split * 2 < size) [height, split] = [height + 1, split * 2];
  return size === 1 ? at(0) : nodeHash(at(height), rootOf(size - split));
}

const readTile: ReadTile = async ({ level, width }) =>
  Buffer.concat(Array.from({ length: width }, () => at(Math.log2(TILE_WIDTH) * level)));

const SIZES = [2 ** 31, 2 ** 32 + 1, 2 ** 40 - 1, 2 ** 49 - 1, 2 ** 49, 2 ** 53 - 1];

it.each(SIZES)('proves and verifies in a tree of %i entries', async (size) => {
  for (const index of [0, 1, 2 ** 31 - 1, Math.floor(size / 3), size - 1]) {
    const proof = await proveInclusion(index, size, readTile);
    expect(verifyInclusion({ index, size, leaf: at(0), proof, root: rootOf(size) })).toBe(true);
    expect(verifyInclusion({ index, size, leaf: at(1), proof, root: rootOf(size) })).toBe(false);
  }
});

it.each(SIZES)('proves and verifies that a tree grew to %i entries', async (size) => {
  const to = { size, root: rootOf(size) };
  for (const less of [1, 2 ** 31 - 1, ...SIZES.filter((smaller) => smaller < size), size - 1, size]) {
    const proof = await proveConsistency(less, size, readTile);
    expect(verifyConsistency({ from: { size: less, root: rootOf(less) }, to, proof })).toBe(true);
    expect(verifyConsistency({ from: { size: less, root: at(55) }, to, proof })).toBe(false);
  }
});
