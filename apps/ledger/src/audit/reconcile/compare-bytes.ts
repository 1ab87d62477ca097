import { hash } from 'node:crypto';
import { HEADER, headerBytes } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import { readSubmitted } from '../../judge/submitted.js';
import { canonicalRecord, treeEntry } from '../../record/tree-entry.js';
import type { Slice } from './slice.js';

const AT_ONCE = 200;

type KafkaRecord = RecordBatch['records'][number];

interface Row {
  index: string;
  status: string;
  treeEntry: Buffer;
  contentHash: Buffer | null;
  salt: Buffer | null;
  value: Buffer | null;
  isErased: boolean;
}

const ROWS = `SELECT entry.index, status, tree_entry AS "treeEntry", content_hash AS "contentHash", salt,
    envelope AS value, erased.index IS NOT NULL AS "isErased"
  FROM entry LEFT JOIN body ON body.index = entry.index LEFT JOIN erased ON erased.index = entry.index
  WHERE entry.index = ANY($1::bigint[])`;

/**
 * Holds records as the brokers have them against the record's bytes: the value, the salt, and the entry of the tree
 * that follows from both. Of an erased message only the place is left to compare. Returns how many were compared.
 */
export async function compareBytes(
  database: DataSource,
  slice: Slice,
  records: readonly KafkaRecord[],
): Promise<number> {
  for (let at = 0; at < records.length; at += AT_ONCE) {
    const some = records.slice(at, at + AT_ONCE);
    const indexes = some.flatMap(({ offset }) => slice.at(Number(offset))?.index ?? []);
    const rows: Row[] = await database.query(ROWS, [indexes]);
    const byIndex = new Map(rows.map((row) => [Number(row.index), row]));
    for (const record of some) compareOne(slice, record, byIndex);
  }
  return records.length;
}

function compareOne(slice: Slice, record: KafkaRecord, rows: ReadonlyMap<number, Row>): void {
  const offset = Number(record.offset);
  const told = slice.at(offset);
  // What has no row is named as a gap already.
  if (!told) return;
  const row = rows.get(told.index);
  const detail = told.isDuplicate ? faultOfDuplicate(slice, record, row) : faultOfEntry(slice, record, row);
  if (detail !== undefined) slice.find('changed', offset, told.index, detail);
}

function faultOfEntry(slice: Slice, record: KafkaRecord, row: Row | undefined): string | undefined {
  if (!row?.value || !row.salt || !row.contentHash) return faultOfMissing(row);
  const value = record.value ?? Buffer.alloc(0);
  const salt = headerBytes(record.headers, HEADER.salt) ?? Buffer.alloc(0);
  if (!row.value.equals(value)) return 'value';
  if (!row.salt.equals(salt)) return 'salt';
  const { topic, partition } = slice.partition;
  const text = canonicalRecord({
    acceptedAt: new Date(Number(record.timestamp)).toISOString(),
    contentHash: row.contentHash,
    envelopeHash: hash('sha256', value, 'buffer'),
    offset: Number(record.offset),
    partition,
    status: row.status,
    topic,
  });
  return row.treeEntry.equals(treeEntry(salt, text)) ? undefined : 'tree entry';
}

/** A resend may carry other signatures; what it says is the same. */
function faultOfDuplicate(slice: Slice, record: KafkaRecord, row: Row | undefined): string | undefined {
  if (!row?.contentHash) return faultOfMissing(row);
  const { contentHash } = readSubmitted(slice.partition, record);
  return contentHash.equals(row.contentHash) ? undefined : 'content';
}

function faultOfMissing(row: Row | undefined): string | undefined {
  if (!row) return 'entry';
  return row.isErased ? undefined : 'body';
}
