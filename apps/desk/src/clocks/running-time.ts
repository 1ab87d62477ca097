/** A stretch of time in which a clock does not run, in milliseconds of the epoch. */
export type Stretch = readonly [from: number, to: number];

/** A stretch as a state or a message has it: RFC 3339. */
export interface Span {
  from: string;
  to: string;
}

export const stretchOf = ({ from, to }: Span): Stretch => [Date.parse(from), Date.parse(to)];

/** In the order in which they begin; they may overlap. */
export const inOrder = (stretches: Stretch[]): Stretch[] => stretches.toSorted(([a], [b]) => a - b);

/**
 * When a clock that starts has run for so long, the stretches left out: infinity where it never does. What it reaches
 * as a stretch begins it has reached.
 */
export function whenRun(start: number, ms: number, stretches: readonly Stretch[]): number {
  let [at, left] = [start, ms];
  for (const [from, to] of stretches) {
    if (at + left <= from) break;
    if (to <= at) continue;
    left -= Math.max(0, from - at);
    at = to;
  }
  return at + left;
}
