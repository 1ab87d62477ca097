import type { DataSource } from 'typeorm';
import { canonicalRecord } from '../record/tree-entry.js';
import type { Publishable } from './publishable.js';

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
  salt: Buffer;
  value: Buffer;
  effect: string | null;
  directoryKey: string | null;
  stated: Buffer | null;
}

const COLUMNS = `entry.index, message_id AS "messageId", sender, kind, version, status, content_hash AS "contentHash",
  envelope_hash AS "envelopeHash", accepted_at AS "acceptedAt", topic, partition, kafka_offset AS "offset", body.salt,
  body.envelope AS value, effect, directory_key AS "directoryKey", stated.envelope AS stated`;

const TABLES = `entry JOIN body ON body.index = entry.index
  LEFT JOIN body stated ON directory_key IS NOT NULL AND stated.index = entry.effect`;

/** The entries after an index, in order, at most a page. */
export async function entriesAfter(database: DataSource, index: number): Promise<Publishable[]> {
  const rows: Row[] = await database.query(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE entry.index > $1 ORDER BY entry.index LIMIT ${PAGE}`,
    [index],
  );
  return rows.map(publishable);
}

/** The entry that made every directory object what it is, up to an index. */
export async function directoryAt(database: DataSource, index: number): Promise<Publishable[]> {
  const rows: Row[] = await database.query(
    `SELECT ${COLUMNS} FROM ${TABLES} JOIN (
       SELECT DISTINCT ON (directory_key) index FROM entry
        WHERE directory_key IS NOT NULL AND index <= $1 ORDER BY directory_key, index DESC) newest
       ON newest.index = entry.index`,
    [index],
  );
  return rows.map(publishable);
}

function publishable(row: Row): Publishable {
  const { messageId, sender, kind, version, effect, directoryKey, stated } = row;
  const isKnown = messageId !== null && sender !== null && kind !== null && version !== null;
  const record = canonicalRecord({ ...row, offset: Number(row.offset), acceptedAt: row.acceptedAt.toISOString() });
  return {
    index: Number(row.index),
    status: row.status,
    record,
    value: row.value,
    salt: row.salt,
    ...(isKnown ? { envelope: { kind, version, sender, messageId } } : {}),
    ...(effect === null ? {} : { effect: Number(effect) }),
    ...(directoryKey === null || stated === null ? {} : { stated: { key: directoryKey, value: stated } }),
  };
}
