import { RecordGap } from './fold-halted.js';

/** The entries that are new after `last`, in order. Throws RecordGap where an index is missing. */
export function newEntries<E extends { index: number }>(entries: readonly E[], last: number): E[] {
  const fresh: E[] = [];
  for (const entry of entries) {
    const expected = last + 1 + fresh.length;
    if (entry.index > expected) throw new RecordGap('The record skips an index', { expected, found: entry.index });
    if (entry.index === expected) fresh.push(entry);
  }
  return fresh;
}
