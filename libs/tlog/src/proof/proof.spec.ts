import fc from 'fast-check';
import { refusedOrRead } from '../../test/hostile.js';
import { naiveConsistency, naivePath, naiveRoot, NaiveTree, numbered } from '../../test/naive.js';
import { TlogMalformed } from '../malformed.js';
import { TileEdge } from '../tile/tile-edge.js';
import { TILE_WIDTH, tilePath } from '../tile/tile-path.js';
import { Frontier } from '../tree/frontier.js';
import { leafHash } from '../tree/hash.js';
import { verifyConsistency, verifyInclusion } from '../tree/verify.js';
import { proveConsistency, proveInclusion } from './prove.js';
import type { ReadTile } from './prove.js';
import { parseProof, printProof } from './tlog-proof.js';

const LARGEST = 300;
const SAMPLE = 16;
const entries = numbered(LARGEST);
const leaves = entries.map(leafHash);

/** The tiles of a tree of that size, and nothing else: asking for another one fails. */
function tilesOf(hashes: readonly Buffer[]): ReadTile {
  const { edge, full } = TileEdge.empty.append(hashes);
  const tiles = new Map([
    ...full.map((tile) => [tilePath({ ...tile, width: TILE_WIDTH }), tile.hashes] as const),
    ...edge.partials().map((tile) => [tilePath(tile), tile.hashes] as const),
  ]);
  return async (tile) => {
    const bytes = tiles.get(tilePath(tile));
    if (!bytes) throw new Error(`No tile ${tilePath(tile)}`);
    return bytes;
  };
}

it('verifies every proof of every tree up to 300 entries, and makes the same from tiles', async () => {
  const tree = new NaiveTree(entries);
  const refused: number[][] = [];
  for (let size = 1; size <= LARGEST; size++) {
    const readTile = tilesOf(leaves.slice(0, size));
    const root = tree.root(0, size);
    for (const [index, leaf] of leaves.slice(0, size).entries()) {
      const proof = tree.path(index, size);
      if (!verifyInclusion({ index, size, leaf, proof, root })) refused.push([index, size]);
    }
    // Each size with other entries: all of them together would hash the same tiles for half a minute.
    for (let index = size % SAMPLE; index < size; index += SAMPLE) {
      expect(await proveInclusion(index, size, readTile)).toEqual(tree.path(index, size));
    }
  }
  expect(refused).toEqual([]);
}, 60_000);

it('proves that every tree up to 300 entries grew from smaller ones', async () => {
  const tree = new NaiveTree(entries);
  for (let size = 1; size <= LARGEST; size++) {
    const readTile = tilesOf(leaves.slice(0, size));
    const to = { size, root: tree.root(0, size) };
    for (let less = size % SAMPLE; less <= size; less += SAMPLE) {
      const proof = await proveConsistency(less, size, readTile);
      const from = { size: less, root: tree.root(0, less) };
      expect(verifyConsistency({ from, to, proof })).toBe(true);
    }
  }
}, 60_000);

it('proves as RFC 6962 does', async () => {
  for (const size of [1, 2, 7, 8, 255, 256, 257, 300]) {
    const [part, readTile] = [entries.slice(0, size), tilesOf(leaves.slice(0, size))];
    expect(await proveInclusion(size - 1, size, readTile)).toEqual(naivePath(size - 1, part));
    expect(await proveInclusion(0, size, readTile)).toEqual(naivePath(0, part));
    const less = Math.ceil(size / 3);
    expect(await proveConsistency(less, size, readTile)).toEqual(naiveConsistency(less, part));
  }
  await expect(proveInclusion(3, 3, tilesOf(leaves))).rejects.toThrow(RangeError);
  await expect(proveConsistency(4, 3, tilesOf(leaves))).rejects.toThrow(RangeError);
});

it('proves in a tree of three levels of tiles', async () => {
  const many = Array.from({ length: 66_000 }, (_, at) => leafHash(Buffer.from(String(at))));
  const [readTile, root] = [tilesOf(many), Frontier.empty.append(many).root()];
  for (const index of [0, 255, 256, 65_535, 65_536, 65_999]) {
    const proof = await proveInclusion(index, many.length, readTile);
    const leaf = many[index] ?? Buffer.alloc(0);
    expect(verifyInclusion({ index, size: many.length, leaf, proof, root })).toBe(true);
  }
  const from = { size: 65_537, root: Frontier.empty.append(many.slice(0, 65_537)).root() };
  const proof = await proveConsistency(from.size, many.length, readTile);
  expect(verifyConsistency({ from, to: { size: many.length, root }, proof })).toBe(true);
}, 30_000);

it('refuses a tile of another width', async () => {
  await expect(proveInclusion(0, 300, async () => Buffer.alloc(64))).rejects.toThrow(TlogMalformed);
});

const CHECKPOINT = `example.test/log\n8\n${naiveRoot(entries.slice(0, 8)).toString('base64')}\n\n— example.test/log ${Buffer.alloc(68).toString('base64')}\n`;

it('prints a proof and reads it back, with and without extra data', () => {
  const proof = naivePath(5, entries.slice(0, 8));
  for (const own of [{}, { extra: Buffer.from('opening') }]) {
    const whole = { index: 5, proof, checkpoint: CHECKPOINT, ...own };
    expect(parseProof(printProof(whole))).toEqual(whole);
  }
  expect(printProof({ index: 0, proof: [], checkpoint: CHECKPOINT, extra: Buffer.from('x') })).toBe(
    `c2sp.org/tlog-proof@v1\nextra eA==\nindex 0\n\n${CHECKPOINT}`,
  );
});

it('refuses what is no proof, and never fails otherwise', () => {
  const good = printProof({ index: 5, proof: naivePath(5, entries.slice(0, 8)), checkpoint: CHECKPOINT });
  for (const bad of ['', 'index 5', good.replace('index 5', 'index 05'), good.replace('index 5\n', '')]) {
    expect(() => parseProof(bad)).toThrow(TlogMalformed);
  }
  const mutated = fc.tuple(fc.nat(good.length), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(mutated, ([at, text]) => {
      const read = () => parseProof(good.slice(0, at) + text + good.slice(at + 1));
      expect(refusedOrRead(read)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
