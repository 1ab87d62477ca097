import { hash } from 'node:crypto';
import { canonicalRecord, treeEntry } from '../../../record/tree-entry.js';
import type { SpanRow } from './span-page.js';

/** A line of a replay, without its end. */
export interface Line {
  index: number;
  text: string;
}

/** An entry of the span that can be read. */
export type WholeRow = SpanRow & { value: Buffer };

/** The entry as it is recorded; with its salt it can be held against the tree by anybody. */
export function entryLine(row: WholeRow): Line {
  const index = Number(row.index);
  const { status, salt, value } = row;
  const acceptedAt = row.acceptedAt.toISOString();
  const head = `{"index":${index},"acceptedAt":"${acceptedAt}","status":"${status}","record":${recordOf(row)}`;
  // Only what was quarantined may be something else than canonical JSON on one line.
  const said = status === 'quarantined' ? `"bytes":"${value.toString('base64')}"` : `"envelope":${value.toString()}`;
  return { index, text: `${head},"salt":"${salt.toString('hex')}",${said}}` };
}

/** What stands in for an entry whose message was erased: the index of the erasure. */
export const tombstone = (index: number, erasure: number): Line => ({
  index,
  text: JSON.stringify({ index, erased: erasure }),
});

/** What stands in for an entry that the reader may not have, and is told of. */
export const leftOutLine = (index: number, leftOut: string): Line => ({
  index,
  text: JSON.stringify({ index, leftOut }),
});

/** Whether the tree commits to something else than what lies in the table. */
export function isChanged(row: WholeRow): boolean {
  const isSame = hash('sha256', row.value, 'buffer').equals(row.envelopeHash);
  return !isSame || !treeEntry(row.salt, recordOf(row)).equals(row.treeEntry);
}

const recordOf = (row: SpanRow): string =>
  canonicalRecord({ ...row, offset: Number(row.offset), acceptedAt: row.acceptedAt.toISOString() });
