import { randomInt } from 'node:crypto';
import type { OffsetRange } from '@holdfast/bus';
import type { HeldPartition } from './held-places.js';
import type { Slice } from './slice.js';

/** Which records are compared byte by byte: all, or a number that nobody can foresee the choice of. */
export type Compared = 'all' | number;

/** The offsets of a window that are to be compared. */
export type Choice = (slice: Slice) => OffsetRange[];

/** Chooses once for the whole run, so that every held record is as likely as every other. */
export function choose(compared: Compared, partitions: readonly HeldPartition[]): Choice {
  const lengths = partitions.map(({ from, end, next }) => Math.max(0, Math.min(end, next) - from));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (compared === 'all' || compared >= total) return (slice) => [slice.range];
  const chosen = distinct(compared, total);
  const starts = new Map(
    partitions.map((each, at) => [each, lengths.slice(0, at).reduce((sum, length) => sum + length, 0)]),
  );
  return (slice) => {
    const first = (starts.get(slice.partition) ?? 0) - slice.partition.from;
    const own = chosen.map((place) => place - first).filter((offset) => offset >= slice.from && offset < slice.end);
    return own.map((from) => ({ ...slice.range, from, end: from + 1 }));
  };
}

/** Different numbers below a limit, in order. */
function distinct(count: number, below: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(randomInt(below));
  return [...chosen].toSorted((one, other) => one - other);
}
