import fc from 'fast-check';
import { refusedOrRead, spoiled } from '../../test/hostile.js';
import { naiveRoot, numbered } from '../../test/naive.js';
import { TlogMalformed } from '../malformed.js';
import { Frontier } from '../tree/frontier.js';
import { leafHash } from '../tree/hash.js';
import { decodeBundle, encodeBundle } from './bundle.js';
import { TileEdge } from './tile-edge.js';
import type { Tile } from './tile-edge.js';
import { bundlePath, parseTilePath, partialWidth, tilePath } from './tile-path.js';

it.each([
  [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ level: 5, index: 999, width: 1 }, 'tile/5/999.p/1'],
  [{ level: 63, index: 1_000, width: 255 }, 'tile/63/x001/000.p/255'],
])('names tile %j as its specification does', (tile, path) => {
  expect(tilePath(tile)).toBe(path);
  expect(parseTilePath(path)).toEqual(tile);
});

it('names bundles, and reads back every path that it prints', () => {
  expect(bundlePath({ index: 1_234_067, width: 256 })).toBe('tile/entries/x001/x234/067');
  const index = fc.nat(1_000_000_000);
  fc.assert(
    fc.property(fc.nat(63), index, fc.integer({ min: 1, max: 256 }), (level, at, width) => {
      expect(parseTilePath(tilePath({ level, index: at, width }))).toEqual({ level, index: at, width });
      expect(parseTilePath(bundlePath({ index: at, width }))).toEqual({ entries: true, index: at, width });
    }),
  );
});

it.each([
  '',
  'tile/0/0',
  'tile/0/x000/001',
  'tile/0/001.p/256',
  'tile/0/001.p/0',
  'tile/0/001.p/01',
  'tile/00/001',
  'tile/64/001',
  'tile/0/../001',
  'tile/0/001/',
  'tile/entries/x1/001',
  'tile/-1/001',
])('takes %j for no path', (path) => {
  expect(parseTilePath(path)).toBeUndefined();
});

it('reads no path but in the one spelling that it prints', () => {
  const printed = (path: string) => {
    const read = parseTilePath(path) ?? { level: 0, index: 0, width: 0 };
    return 'level' in read ? tilePath(read) : bundlePath(read);
  };
  fc.assert(
    fc.property(spoiled('tile/0/x001/234.p/7'), (path) => {
      expect(['tile/0/000.p/0', path]).toContain(printed(path));
    }),
  );
});

it('has the partial tiles that the specification computes for 70,000 entries', () => {
  expect([0, 1, 2, 3].map((level) => partialWidth(70_000, level))).toEqual([112, 17, 1, 0]);
});

it('packs entries and unpacks them, and refuses what ends too early', () => {
  const entry = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
      const bundle = encodeBundle(entries);
      expect(() => decodeBundle(bundle.subarray(0, -1))).toThrow(TlogMalformed);
      expect(decodeBundle(bundle)).toEqual(entries);
      expect(() => decodeBundle(Buffer.concat([bundle, Buffer.of(0)]))).toThrow(TlogMalformed);
    }),
  );
  expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  const bytes = fc.uint8Array({ maxLength: 64, max: 9 }).map((each) => Buffer.from(each));
  fc.assert(fc.property(bytes, (bundle) => expect(refusedOrRead(() => decodeBundle(bundle))).toBe(true)));
});

const LARGEST = 66_000;
const leaves = numbered(LARGEST).map(leafHash);

it('gives the same tiles and the root of the tree, however entries are appended', () => {
  const whole = TileEdge.empty.append(leaves);
  const printed = ({ level, index, hashes }: Tile) => `${level}/${index} ${hashes.toString('base64')}`;
  expect(whole.edge.root()).toEqual(Frontier.empty.append(leaves).root());
  expect(whole.full.filter(({ level }) => level === 1)).toHaveLength(1);
  fc.assert(
    fc.property(fc.array(fc.nat(LARGEST), { minLength: 1, maxLength: 6 }), (borders) => {
      let edge = TileEdge.empty;
      const full: unknown[] = [];
      for (const end of [...borders.toSorted((one, other) => one - other), LARGEST]) {
        const grown = edge.append(leaves.slice(edge.size, end));
        edge = TileEdge.of(grown.edge.size, partialsOf(grown.edge));
        full.push(...grown.full.map(printed));
      }
      expect(edge.root()).toEqual(whole.edge.root());
      expect(edge.partials()).toEqual(whole.edge.partials());
      expect(full.toSorted()).toEqual(whole.full.map(printed).toSorted());
    }),
    { numRuns: 5 },
  );
}, 30_000);

const partialsOf = (edge: TileEdge): Buffer[] => {
  const byLevel = new Map(edge.partials().map(({ level, hashes }) => [level, hashes]));
  return [0, 1, 2].map((level) => byLevel.get(level) ?? Buffer.alloc(0));
};

it('has the root of RFC 6962 at every size, and names the tiles of the edge', () => {
  const entries = numbered(600);
  let edge = TileEdge.empty;
  for (const size of [1, 2, 3, 255, 256, 257, 511, 512, 513, 600]) {
    ({ edge } = edge.append(entries.slice(edge.size, size).map(leafHash)));
    expect(edge.root()).toEqual(naiveRoot(entries.slice(0, size)));
  }
  expect(edge.partials().map(({ hashes: _hashes, ...tile }) => tile)).toEqual([
    { level: 0, index: 2, width: 88 },
    { level: 1, index: 0, width: 2 },
  ]);
});

it.each([
  ['too few hashes', 3, [32]],
  ['too many hashes', 1, [64]],
  ['a part of a hash', 1, [33]],
  ['a level that the tree has not', 1, [32, 32]],
  ['a level too few', 257, [32]],
  ['a size below nothing', -1, []],
  ['half an entry', 0.5, []],
])('is no edge with %s', (_, size, lengths) => {
  const partials = lengths.map((length) => Buffer.alloc(length));
  expect(() => TileEdge.of(size, partials)).toThrow(RangeError);
});
