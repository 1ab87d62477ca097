import { hash } from 'node:crypto';
import { canonicalRecord, treeEntry } from '../../record/tree-entry.js';
import type { RecordFaults } from './faults.js';

/** What a check reads with: a database, or one transaction of it. */
export interface Queries {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** An entry with its body, as far as it has one. */
export interface EntryRow {
  index: string;
  treeEntry: Buffer;
  status: string;
  topic: string;
  partition: number;
  offset: string;
  acceptedAt: Date | null;
  contentHash: Buffer | null;
  envelopeHash: Buffer | null;
  salt: Buffer | null;
  value: Buffer | null;
  isErased: boolean;
}

const ROWS = `SELECT entry.index, tree_entry AS "treeEntry", status, topic, partition, kafka_offset AS "offset",
    accepted_at AS "acceptedAt", content_hash AS "contentHash", envelope_hash AS "envelopeHash", salt,
    envelope AS value, erased.index IS NOT NULL AS "isErased"
  FROM entry LEFT JOIN body ON body.index = entry.index LEFT JOIN erased ON erased.index = entry.index
  WHERE entry.index >= $1 AND entry.index < $2 ORDER BY entry.index`;

/** The entries from an index up to another, by their index. */
export async function entryRows(queries: Queries, from: number, end: number): Promise<Map<number, EntryRow>> {
  const rows = await rowsOf<EntryRow>(queries, ROWS, [from, end]);
  return new Map(rows.map((row) => [Number(row.index), row]));
}

/** The rows of a query whose columns the caller names. */
export async function rowsOf<T>(queries: Queries, sql: string, values: unknown[]): Promise<T[]> {
  const rows: T[] = Object(await queries.query(sql, values));
  return rows;
}

/** A body opens its entry of the tree; where there is none, an erasure has taken it. */
export function checkBody(row: EntryRow, faults: RecordFaults): void {
  const { index, acceptedAt, contentHash, envelopeHash, salt, value, isErased } = row;
  const place = `index ${index}`;
  if (!acceptedAt || !contentHash || !envelopeHash || !salt || !value) {
    if (!isErased) faults.add('body', `${place}: missing, and no erasure took it`);
    return;
  }
  if (isErased) faults.add('body', `${place}: still here after its erasure`);
  if (!hash('sha256', value, 'buffer').equals(envelopeHash)) faults.add('body', `${place}: other bytes than its hash`);
  const { status, topic, partition } = row;
  const facts = { contentHash, envelopeHash, status, topic, partition };
  const text = canonicalRecord({ ...facts, acceptedAt: acceptedAt.toISOString(), offset: Number(row.offset) });
  if (!row.treeEntry.equals(treeEntry(salt, text))) faults.add('body', `${place}: does not open its entry`);
}
