import { naming } from '../rollover/close-log.js';
import { bounded, countOf, covers, joined, noteLost } from './lost-ranges.js';
import type { LostRange } from './lost-ranges.js';

const single = (count: number) => Array.from({ length: count }, (_, at) => ({ from: 2 * at, to: 2 * at }));

it('notes indexes that follow each other and suffered the same as one range', () => {
  const ranges: LostRange[] = [];
  for (const index of [3, 4, 6]) noteLost(ranges, index, 'missing');
  noteLost(ranges, 7, 'changed');
  expect(ranges).toEqual([
    { from: 3, to: 4, harm: 'missing' },
    { from: 6, to: 6, harm: 'missing' },
    { from: 7, to: 7, harm: 'changed' },
  ]);
  expect(joined(ranges)).toEqual([
    { from: 3, to: 4 },
    { from: 6, to: 7 },
  ]);
  expect([countOf(ranges), covers(ranges, 4), covers(ranges, 5)]).toEqual([4, true, false]);
});

it('lets the last of too many ranges cover all that is left, and never leaves out an index', () => {
  expect(bounded(single(100), 100)).toEqual(single(100));
  const some = bounded(single(1_000), 100);
  expect(some).toHaveLength(100);
  expect(some.at(-1)).toEqual({ from: 198, to: 1_998 });
  expect(single(1_000).every(({ from }) => covers(some, from))).toBe(true);
  expect(bounded([], 100)).toEqual([]);
});

it('names predecessor, first index and at most a hundred losses in lines of a checkpoint', () => {
  const before = { origin: 'log', size: 9, root: Buffer.alloc(32) };
  expect(naming(before, 9)).toEqual([`holdfast/predecessor log 9 ${'A'.repeat(43)}=`, 'holdfast/base 9']);
  const lines = naming(before, 9, [
    { from: 2, to: 3 },
    { from: 4, to: 5 },
  ]);
  expect(lines.slice(2)).toEqual(['holdfast/lost 2 5']);
  expect(naming(before, 2_000, single(1_000))).toHaveLength(102);
});
