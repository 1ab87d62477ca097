import fc from 'fast-check';
import { Findings } from './findings.js';
import { choose } from './sample.js';
import { windowsOf } from './slice.js';

const partition = (from: number, end: number, next = end, topic = 'a') => ({ topic, partition: 0, from, end, next });

/** What a record with these entries and duplicates would be found to be, in windows of a size. */
function judged(held: ReturnType<typeof partition>, entries: number[], duplicates: number[], size: number) {
  const findings = new Findings();
  let last = -1;
  for (const [slice] of windowsOf([held], findings, size)) {
    if (!slice) continue;
    const within = (offset: number) => offset >= slice.from && offset < slice.end;
    for (const offset of duplicates.filter(within)) slice.tell(offset, { index: 0, isDuplicate: true });
    for (const [index, offset] of entries.entries()) {
      if (within(offset)) slice.tell(offset, { index, isDuplicate: false });
    }
    last = slice.judge(last);
  }
  return findings.named.map(({ fault, offset }) => `${fault} ${offset}`).toSorted();
}

it.each([1, 2, 3, 100])('finds the same in windows of %i offsets', (size) => {
  const held = partition(10, 20);
  expect(judged(held, [10, 11, 13, 14, 15, 16, 17, 18, 19], [12], size)).toEqual([]);
  expect(judged(held, [10, 11, 13, 14, 16, 17, 19, 18], [12], size)).toEqual(['gap 15', 'reordered 19']);
  expect(judged(held, [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 13], [10], size)).toEqual(['doubled 10', 'doubled 13']);
});

it('asks for nothing that is not recorded yet, nor for what is held no longer', () => {
  expect(judged(partition(10, 20, 12), [10, 11], [], 4)).toEqual([]);
  expect(windowsOf([partition(10, 20, 5), partition(4, 4)], new Findings()).flat()).toEqual([]);
});

it('covers every held offset once, in windows of a bounded size', () => {
  const lengths = fc.array(fc.nat(9), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 7 }), (all, size) => {
      const partitions = all.map((length, at) => partition(at, at + length, at + length, String(at)));
      const windows = windowsOf(partitions, new Findings(), size);
      const lengthOf = ({ from, end }: { from: number; end: number }) => end - from;
      const sizes = windows.map((slices) => slices.reduce((sum, slice) => sum + lengthOf(slice), 0));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(size);
      const covered = windows
        .flat()
        .flatMap((slice) =>
          Array.from({ length: lengthOf(slice) }, (_, at) => `${slice.partition.topic}/${slice.from + at}`),
        );
      const held = partitions.flatMap(({ topic, from, end }) =>
        Array.from({ length: end - from }, (_, at) => `${topic}/${from + at}`),
      );
      expect(covered).toEqual(held);
    }),
  );
});

it('chooses different records over all partitions, as many as asked, and all where there are no more', () => {
  const partitions = [partition(5, 45), partition(100, 160, 160, 'b')];
  const chosen = (compared: 'all' | number) => {
    const choice = choose(compared, partitions);
    return windowsOf(partitions, new Findings(), 7).flat().flatMap(choice);
  };
  const single = chosen(30).map(({ topic, from, end }) => `${topic}/${from}+${end - from}`);
  expect(new Set(single).size).toBe(30);
  expect(single.every((each) => each.endsWith('+1'))).toBe(true);
  for (const all of [chosen('all'), chosen(100)]) {
    expect(all.reduce((sum, { from, end }) => sum + end - from, 0)).toBe(100);
  }
  expect(chosen(0)).toEqual([]);
});

it('names a thousand findings and counts them all', () => {
  const findings = new Findings();
  for (let offset = 0; offset < 1_500; offset++) findings.add({ fault: 'gap', topic: 'a', partition: 0, offset });
  expect([findings.named.length, findings.counts.gap, findings.total]).toEqual([1_000, 1_500, 1_500]);
});

it('takes an offset without a row for a declared loss only where its index could have stood', () => {
  const judgedWith = (lost: { from: number; to: number }[]) => {
    const findings = new Findings(lost);
    const [slice] = windowsOf([partition(0, 6)], findings).flat();
    for (const [offset, index] of [
      [0, 10],
      [3, 14],
      [5, 20],
    ] as const)
      slice?.tell(offset, { index, isDuplicate: false });
    slice?.judge(-1);
    findings.add({ fault: 'changed', topic: 'a', partition: 0, offset: 3, index: 14 });
    return [findings.named.map(({ fault, offset }) => `${fault} ${offset}`), findings.declared];
  };
  expect(judgedWith([])).toEqual([['gap 1', 'gap 2', 'gap 4', 'changed 3'], 0]);
  expect(judgedWith([{ from: 12, to: 15 }])).toEqual([[], 4]);
  expect(
    judgedWith([
      { from: 13, to: 13 },
      { from: 15, to: 15 },
    ]),
  ).toEqual([['gap 1', 'gap 2', 'changed 3'], 1]);
  expect(
    judgedWith([
      { from: 0, to: 9 },
      { from: 21, to: 30 },
    ]),
  ).toEqual([['gap 1', 'gap 2', 'gap 4', 'changed 3'], 0]);
});
