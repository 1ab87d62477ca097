/** Ranges of indexes for people: `5, 8–12`. */
export const printRanges = (ranges: readonly { from: number; to: number }[]): string =>
  ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
