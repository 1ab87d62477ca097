/** Consecutive leaves, `to` not among them. */
export interface Range {
  from: number;
  to: number;
}

/** The largest power of two below a number of leaves: where RFC 6962 splits a tree. */
export function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

/** The subtrees whose hashes prove that a leaf is in a tree, from the leaf up (RFC 6962, section 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  for (let [from, to] = [0, size]; to - from > 1;) {
    const split = from + splitOf(to - from);
    if (index < split) {
      ranges.push({ from: split, to });
      to = split;
    } else {
      ranges.push({ from, to: split });
      from = split;
    }
  }
  return ranges.toReversed();
}

/** The subtrees whose hashes prove that a tree only added to a smaller one (RFC 6962, section 2.1.2). */
export function consistencyRanges(fromSize: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (fromSize < to) {
    const split = from + splitOf(to - from);
    if (fromSize <= split) {
      ranges.push({ from: split, to });
      to = split;
    } else {
      ranges.push({ from, to: split });
      from = split;
    }
  }
  // The smaller tree as a whole is known to whoever checks; a part of it is not.
  if (from > 0) ranges.push({ from, to });
  return ranges.toReversed();
}
