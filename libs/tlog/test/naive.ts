import { createHash } from 'node:crypto';

const sha256 = (...parts: Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962, section 2.1, as it is written there: what everything else is held against. */
export function naiveRoot(entries: readonly Buffer[]): Buffer {
  const [only] = entries;
  if (!only) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), only);
  const split = naiveSplit(entries.length);
  return sha256(Buffer.of(1), naiveRoot(entries.slice(0, split)), naiveRoot(entries.slice(split)));
}

/** Section 2.1.1. */
export function naivePath(index: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length <= 1) return [];
  const split = naiveSplit(entries.length);
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return index < split
    ? [...naivePath(index, left), naiveRoot(right)]
    : [...naivePath(index - split, right), naiveRoot(left)];
}

/** Section 2.1.2. */
export function naiveConsistency(size: number, entries: readonly Buffer[], whole = true): Buffer[] {
  if (size === entries.length) return whole ? [] : [naiveRoot(entries)];
  const split = naiveSplit(entries.length);
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return size <= split
    ? [...naiveConsistency(size, left, whole), naiveRoot(right)]
    : [...naiveConsistency(size - split, right, false), naiveRoot(left)];
}

function naiveSplit(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Entries that are all different. */
export const numbered = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, at) => Buffer.from(`entry ${at}`));

/** The same for ranges of one list of entries, each root computed once: for tests that want every proof. */
export class NaiveTree {
  private readonly roots = new Map<string, Buffer>();

  constructor(private readonly entries: readonly Buffer[]) {}

  root(from: number, to: number): Buffer {
    const key = `${from}/${to}`;
    const known = this.roots.get(key);
    if (known) return known;
    const root = to - from < 2 ? naiveRoot(this.entries.slice(from, to)) : this.split(from, to);
    this.roots.set(key, root);
    return root;
  }

  path(index: number, to: number, from = 0): Buffer[] {
    if (to - from <= 1) return [];
    const middle = from + naiveSplit(to - from);
    return index < middle
      ? [...this.path(index, middle, from), this.root(middle, to)]
      : [...this.path(index, to, middle), this.root(from, middle)];
  }

  consistency(size: number, to: number, from = 0): Buffer[] {
    if (size === to) return from === 0 ? [] : [this.root(from, to)];
    const middle = from + naiveSplit(to - from);
    return size <= middle
      ? [...this.consistency(size, middle, from), this.root(middle, to)]
      : [...this.consistency(size, to, middle), this.root(from, middle)];
  }

  private split(from: number, to: number): Buffer {
    const middle = from + naiveSplit(to - from);
    return sha256(Buffer.of(1), this.root(from, middle), this.root(middle, to));
  }
}
