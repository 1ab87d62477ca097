import type { DataSource } from 'typeorm';
import { cloudEvent, DIRECTORY, HEADER, recordedEntry } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import { canonicalRecord } from '../record/tree-entry.js';

const PAGE = 1_000;

interface Row {
  index: string;
  messageId: string | null;
  sender: string | null;
  kind: string | null;
  version: number | null;
  status: string;
  contentHash: Buffer;
  envelopeHash: Buffer;
  acceptedAt: Date;
  topic: string;
  partition: number;
  offset: string;
  directoryKey: string | null;
  salt: Buffer;
  envelope: Buffer;
}

const COLUMNS = `index, message_id AS "messageId", sender, kind, version, status, content_hash AS "contentHash",
  envelope_hash AS "envelopeHash", accepted_at AS "acceptedAt", topic, partition, kafka_offset AS "offset",
  directory_key AS "directoryKey", salt, envelope`;

/** An entry as it is published, whether it comes from memory or from the table. */
export interface Publishable {
  index: number;
  status: string;
  record: string;
  value: Buffer;
  salt: Buffer;
  directoryKey?: string;
  envelope?: { kind: string; version: number; sender: string; messageId: string };
}

/** The entries after an index, in order, at most a page. */
export async function entriesAfter(database: DataSource, index: number): Promise<Publishable[]> {
  const rows: Row[] = await database.query(
    `SELECT ${COLUMNS} FROM entry JOIN body USING (index) WHERE index > $1 ORDER BY index LIMIT ${PAGE}`,
    [index],
  );
  return rows.map(publishable);
}

/** The latest recorded version of every directory object up to an index. */
export async function directoryAt(database: DataSource, index: number): Promise<Publishable[]> {
  const rows: Row[] = await database.query(
    `SELECT DISTINCT ON (directory_key) ${COLUMNS} FROM entry JOIN body USING (index)
     WHERE directory_key IS NOT NULL AND index <= $1 ORDER BY directory_key, index DESC`,
    [index],
  );
  return rows.map(publishable);
}

function publishable(row: Row): Publishable {
  const { messageId, sender, kind, version, directoryKey } = row;
  const isKnown = messageId !== null && sender !== null && kind !== null && version !== null;
  const record = canonicalRecord({ ...row, offset: Number(row.offset), acceptedAt: row.acceptedAt.toISOString() });
  return {
    index: Number(row.index),
    status: row.status,
    record,
    value: row.envelope,
    salt: row.salt,
    ...(directoryKey === null ? {} : { directoryKey }),
    ...(isKnown ? { envelope: { kind, version, sender, messageId } } : {}),
  };
}

/** The records of an entry: its place in the record, and for a directory object its latest version. */
export function recordsOf(entry: Publishable): OutgoingRecord[] {
  const recorded = recordedEntry({ ...entry, headers: headersOf(entry) });
  return [recorded, ...directoryRecord(entry)];
}

export function directoryRecord(entry: Publishable): OutgoingRecord[] {
  if (entry.directoryKey === undefined) return [];
  const headers = { ...headersOf(entry), [HEADER.index]: String(entry.index) };
  return [{ topic: DIRECTORY, key: entry.directoryKey, value: entry.value, headers }];
}

function headersOf({ status, envelope }: Publishable): Record<string, string> {
  if (status === 'quarantined' || !envelope) return {};
  return cloudEvent(envelope.kind, envelope.version, envelope.sender, envelope.messageId);
}
