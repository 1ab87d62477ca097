import fc from 'fast-check';
import { RecordGap } from './fold-halted.js';
import { newEntries } from './record-order.js';

const entries = (...indexes: number[]) => indexes.map((index) => ({ index }));

it('takes what follows', () => {
  expect(newEntries(entries(0, 1, 2), -1)).toEqual(entries(0, 1, 2));
});

it.each([
  ['before the last', entries(3, 4, 5, 6), 4, entries(5, 6)],
  ['twice in one batch', entries(5, 5, 6, 5, 6, 7), 4, entries(5, 6, 7)],
  ['only known ones', entries(1, 2), 4, []],
])('drops an index it already has: %s', (_, batch, last, expected) => {
  expect(newEntries(batch, last)).toEqual(expected);
});

it.each([
  ['at the start', entries(6), 4],
  ['in the middle', entries(5, 7), 4],
  ['after a repetition', entries(4, 6), 4],
])('refuses a gap %s and names the place', (_, batch, last) => {
  expect(() => newEntries(batch, last)).toThrow(RecordGap);
});

it('ends with each index once, however a record is cut into batches and sent again', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.array(fc.tuple(fc.nat(40), fc.nat(40))), (size, cuts) => {
      let last = -1;
      const had: number[] = [];
      for (const [from, length] of [...cuts, [0, size + 1]]) {
        const first = Math.min(Number(from), last + 1);
        const batch = entries(
          ...Array.from({ length: Math.min(Number(length), size + 1 - first) }, (_, at) => first + at),
        );
        const fresh = newEntries(batch, last);
        had.push(...fresh.map(({ index }) => index));
        last = fresh.at(-1)?.index ?? last;
      }
      expect(had).toEqual(Array.from({ length: Math.max(...had, -1) + 1 }, (_, at) => at));
    }),
  );
});
