import { flipped, madeEntry, MadeLog } from '../../../test/made-log.js';
import { walkLog } from './walk-log.js';

const small = new MadeLog(600);
/** Three levels: one full tile of level 1, one hash on level 2. */
const deep = new MadeLog(65_536 + 300);

const filesOf = ({ files }: MadeLog) => [...files.keys()].filter((path) => path !== 'checkpoint');
const named = async (log: MadeLog, read = log.read) => [...new Set((await walkLog(read, log)).map(({ path }) => path))];
const saidOf = async (log: MadeLog, read: typeof log.read) =>
  (await walkLog(read, log)).map(({ path, says }) => `${path}: ${says}`);

it.each([0, 1, 2, 255, 256, 257, 512, 600, 1_000])('finds nothing in a log of %i entries', async (size) => {
  expect(await named(new MadeLog(size))).toEqual([]);
});

it('finds nothing in a log of three levels, and tells how far it is', async () => {
  const seen: number[] = [];
  const progress = (done: number, total: number) => void seen.push(done / total);
  expect(await walkLog(deep.read, { ...deep, progress })).toEqual([]);
  expect(seen).toHaveLength(258);
  expect(seen.at(-1)).toBe(1);
});

it.each(filesOf(small))('names %s alone, wherever a bit of it is changed', async (path) => {
  const { length } = small.files.get(path) ?? Buffer.alloc(0);
  for (const at of [0, 1, 2, 31, 32, Math.floor(length / 2), length - 1]) {
    expect([
      at,
      await named(
        small,
        small.reading(path, (bytes) => flipped(bytes, at)),
      ),
    ]).toEqual([at, [path]]);
  }
});

it.each(filesOf(small))('names %s when it is missing, cut or longer', async (path) => {
  expect(
    await saidOf(
      small,
      small.reading(path, () => undefined),
    ),
  ).toEqual([expect.stringMatching(`${path}: .* missing`)]);
  expect(
    await named(
      small,
      small.reading(path, (bytes) => bytes.subarray(0, -1)),
    ),
  ).toEqual([path]);
  expect(
    await named(
      small,
      small.reading(path, (bytes) => Buffer.concat([bytes, Buffer.of(0)])),
    ),
  ).toEqual([path]);
});

it.each(['tile/1/000', 'tile/2/000.p/1', 'tile/1/001.p/1', 'tile/0/200', 'tile/0/257.p/44', 'tile/entries/200'])(
  'names %s alone in a log of three levels',
  async (path) => {
    expect(
      await named(
        deep,
        deep.reading(path, (bytes) => flipped(bytes, bytes.length - 1)),
      ),
    ).toEqual([path]);
  },
);

it.each(['tile/entries/001', 'tile/entries/002.p/88'])('counts the entries of %s', async (path) => {
  const more = small.reading(path, (bytes) => Buffer.concat([bytes, bytes.subarray(0, 35)]));
  expect(await saidOf(small, more)).toEqual([expect.stringMatching(/this bundle holds \d+ entries instead of \d+/)]);
  const padded = small.reading(path, (bytes) => Buffer.concat([bytes, ...Array(168).fill(bytes.subarray(0, 35))]));
  expect(await named(small, padded)).toEqual([path]);
});

it('names the entry that was changed', async () => {
  const read = small.reading('tile/entries/001', (bytes) => flipped(bytes, 3 * 35 + 10));
  expect(await saidOf(small, read)).toEqual([
    'tile/entries/001: entry 259 is not the one of which tile/0/001 holds the hash (1 of 256 differ)',
  ]);
});

it('names both bundles that were swapped, and both files where tile and bundle were changed alike', async () => {
  const [one, two] = ['tile/entries/000', 'tile/entries/001'];
  const swap: Record<string, string> = { [one]: two, [two]: one };
  expect(await named(small, (path) => small.read(swap[path] ?? path))).toEqual([one, two]);
  const other = new MadeLog(600, { entryAt: (at) => madeEntry(at === 3 ? 1_003 : at) });
  const alike = (path: string) => (path.endsWith('000') ? other.read(path) : small.read(path));
  expect((await named(small, alike)).toSorted()).toEqual(['tile/0/000', 'tile/entries/000']);
});

it('finds a log that was written anew as a whole', async () => {
  const other = new MadeLog(600, { entryAt: (at) => madeEntry(at + 1) });
  expect(await saidOf(small, other.read)).toEqual([expect.stringContaining('checkpoint: ')]);
});

it('reads what has become full since it was signed', async () => {
  const grown = new MadeLog(1_024);
  const isFull = (path: string) => !path.startsWith('tile/1/');
  expect(await walkLog((path) => (isFull(path) ? grown : small).read(path), small)).toEqual([]);
});

describe('of a log that has lost entries', () => {
  const changed = (at: number) => (bytes: Buffer) => flipped(bytes, at * 35 + 10);
  const lostIs = async (read: typeof small.read, ...lost: [number, number][]) =>
    (await walkLog(read, { ...small, lost: lost.map(([from, to]) => ({ from, to })) })).map(({ path }) => path);

  it('takes these alone for granted, each by its hash in the tree', async () => {
    const read = small.reading('tile/entries/001', changed(3));
    expect(await lostIs(read, [259, 259])).toEqual([]);
    expect(await lostIs(read, [258, 258], [260, 300])).toEqual(['tile/entries/001']);
    expect(
      await lostIs(
        small.reading('tile/0/001', (bytes) => flipped(bytes, 3 * 32)),
        [259, 259],
      ),
    ).toContain('tile/0/001');
    expect(
      await lostIs(
        small.reading('tile/entries/001', () => undefined),
        [256, 510],
      ),
    ).toEqual(['tile/entries/001']);
  });

  it('reads nothing of a tile that is lost as a whole, and still needs the one at the edge', async () => {
    expect(
      await lostIs(
        small.reading('tile/entries/001', () => undefined),
        [256, 511],
      ),
    ).toEqual([]);
    expect(
      await lostIs(
        small.reading('tile/0/001', () => undefined),
        [256, 511],
      ),
    ).toEqual([]);
    expect(
      await lostIs(
        small.reading('tile/0/002.p/88', () => undefined),
        [512, 599],
      ),
    ).toEqual(['checkpoint']);
    expect(await lostIs(async () => undefined, [0, 599])).toEqual([]);
  });
});
