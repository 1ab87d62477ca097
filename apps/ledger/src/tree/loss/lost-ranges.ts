/** What became of an index: `unsigned` has its row, but no signature ever covered it. */
export const HARMS = ['missing', 'changed', 'unplaced', 'unsigned'] as const;

/** Indexes that follow each other, the last among them. */
export interface IndexRange {
  from: number;
  to: number;
}

/** Indexes whose entries can no longer be shown in the tree that was signed. */
export interface LostRange extends IndexRange {
  harm: (typeof HARMS)[number];
}

/** Notes an index after all that were noted before it. */
export function noteLost(ranges: LostRange[], index: number, harm: LostRange['harm']): void {
  const last = ranges.at(-1);
  if (last?.harm === harm && last.to === index - 1) last.to = index;
  else ranges.push({ from: index, to: index, harm });
}

/** Ascending ranges as few as they can be, whatever became of each. */
export function joined(ranges: readonly IndexRange[]): IndexRange[] {
  const whole: IndexRange[] = [];
  for (const { from, to } of ranges) {
    const last = whole.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** At most so many ranges; the last one then covers all that is left, and what lies between. */
export function bounded(ranges: readonly IndexRange[], most: number): IndexRange[] {
  const [rest, end] = [ranges[most - 1], ranges.at(-1)];
  return ranges.length <= most || !rest || !end
    ? [...ranges]
    : [...ranges.slice(0, most - 1), { from: rest.from, to: end.to }];
}

/** How many indexes these are. */
export const countOf = (ranges: readonly IndexRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** Whether an index is among them. */
export const covers = (ranges: readonly IndexRange[], index: number): boolean =>
  ranges.some(({ from, to }) => index >= from && index <= to);
