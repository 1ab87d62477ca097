import type { Checkpoint } from '@holdfast/tlog';

/** Indexes that follow each other, the last among them. */
export interface IndexRange {
  from: number;
  to: number;
}

const LOST = 'holdfast/lost ';
const BASE = 'holdfast/base ';
const RANGE = /^(0|[1-9]\d{0,15}) (0|[1-9]\d{0,15})$/;

/** The index of a log's first leaf as its checkpoint says it; the first log of all begins with 0 and says nothing. */
export function signedBase({ extensions }: Pick<Checkpoint, 'extensions'>): number {
  return Number(extensions.find((line) => line.startsWith(BASE))?.slice(BASE.length) ?? 0);
}

/**
 * What a log declares, under its signature, to be lost of the log before it; undefined where the lines are not ranges
 * that follow each other.
 */
export function declaredLost({ extensions }: Pick<Checkpoint, 'extensions'>): IndexRange[] | undefined {
  const ranges: IndexRange[] = [];
  for (const line of extensions.filter((each) => each.startsWith(LOST))) {
    const [, from, to] = RANGE.exec(line.slice(LOST.length)) ?? [];
    const range = { from: Number(from), to: Number(to) };
    if (!(range.from <= range.to && range.from > (ranges.at(-1)?.to ?? -1))) return undefined;
    ranges.push(range);
  }
  return ranges;
}

/** How many indexes these are. */
export const countOf = (ranges: readonly IndexRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** Whether all from an index up to another, both among them, are in these ranges. */
export function coverAll(ranges: readonly IndexRange[], from: number, to: number): boolean {
  let next = from;
  for (const range of ranges) if (range.from <= next && range.to >= next) next = range.to + 1;
  return next > to;
}
