import fc from 'fast-check';
import { refusedOrRead, spoiled } from '../../test/hostile.js';
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
const SAMPLE = 37;
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

const tree = new NaiveTree(entries);
const headOf = (size: number) => ({ size, root: tree.root(0, size) });

/** Far faster than toEqual, which looks at each byte as a property. */
const areSame = (one: readonly Buffer[], other: readonly Buffer[]) =>
  one.length === other.length && one.every((hash, at) => other[at]?.equals(hash));

it('verifies every inclusion proof of every tree up to 300 entries, and makes the same from tiles', async () => {
  const wrong: number[][] = [];
  for (let size = 1; size <= LARGEST; size++) {
    const [readTile, head] = [tilesOf(leaves.slice(0, size)), headOf(size)];
    for (const [index, leaf] of leaves.slice(0, size).entries()) {
      const proof = tree.path(index, size);
      if (!verifyInclusion({ index, leaf, proof, ...head })) wrong.push([index, size]);
      // Each size with other entries: all of them together would hash the same tiles for half a minute.
      if ((index + 1) % SAMPLE !== size % SAMPLE) continue;
      if (!areSame(await proveInclusion(index, size, readTile), proof)) wrong.push([index, size]);
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);

it('verifies every consistency proof of every tree up to 300 entries, and makes the same from tiles', async () => {
  const wrong: number[][] = [];
  for (let size = 1; size <= LARGEST; size++) {
    const [readTile, to] = [tilesOf(leaves.slice(0, size)), headOf(size)];
    for (let less = 1; less <= size; less++) {
      const proof = tree.consistency(less, size);
      if (!verifyConsistency({ from: headOf(less), to, proof })) wrong.push([less, size]);
      if ((less + 1) % SAMPLE !== size % SAMPLE) continue;
      if (!areSame(await proveConsistency(less, size, readTile), proof)) wrong.push([less, size]);
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);

it('asks for each tile once, and for all of them before it waits', async () => {
  const [asked, readTile] = [new Map<string, number>(), tilesOf(leaves)];
  let answer = () => {};
  const allAsked = new Promise<void>((resolve) => (answer = resolve));
  const slowly: ReadTile = async (tile) => {
    asked.set(tilePath(tile), (asked.get(tilePath(tile)) ?? 0) + 1);
    await allAsked;
    return readTile(tile);
  };
  const proof = proveInclusion(290, LARGEST, slowly);
  expect([...asked]).toEqual([
    ['tile/0/001.p/44', 1],
    ['tile/1/000.p/1', 1],
  ]);
  answer();
  expect(await proof).toEqual(tree.path(290, LARGEST));
});

it('proves as RFC 6962 does', async () => {
  for (const size of [1, 2, 7, 8, 255, 256, 257, 300]) {
    const [part, readTile] = [entries.slice(0, size), tilesOf(leaves.slice(0, size))];
    expect(await proveInclusion(size - 1, size, readTile)).toEqual(naivePath(size - 1, part));
    expect(await proveInclusion(0, size, readTile)).toEqual(naivePath(0, part));
    const less = Math.ceil(size / 3);
    expect(await proveConsistency(less, size, readTile)).toEqual(naiveConsistency(less, part));
  }
  for (const [part, size] of [
    [4, 3],
    [-1, 3],
    [0.5, 3],
    [Number.NaN, 3],
    [0, Number.POSITIVE_INFINITY],
  ] as const) {
    await expect(proveInclusion(part, size, tilesOf(leaves))).rejects.toThrow(RangeError);
    await expect(proveConsistency(part, size, tilesOf(leaves))).rejects.toThrow(RangeError);
  }
  await expect(proveInclusion(3, 3, tilesOf(leaves))).rejects.toThrow(RangeError);
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
  for (const bad of [
    '',
    'index 5',
    good.replace('@v1', '@v2'),
    good.replace('index 5', 'index 05'),
    good.replace('index 5\n', ''),
  ]) {
    expect(() => parseProof(bad)).toThrow(TlogMalformed);
  }
  const long = printProof({
    index: 5,
    proof: Array.from({ length: 64 }, () => Buffer.alloc(32)),
    checkpoint: CHECKPOINT,
  });
  expect(() => parseProof(long)).toThrow('at most 63 hashes');
  fc.assert(
    fc.property(spoiled(good), (bad) => expect(refusedOrRead(() => parseProof(bad))).toBe(true)),
    { numRuns: 200 },
  );
});
