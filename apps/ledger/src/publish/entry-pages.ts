import type { DataSource } from 'typeorm';
import { LogForked } from '../tree/errors.js';
import { canonicalRecord } from '../record/tree-entry.js';
import type { Publishable, PublishableErased } from './publishable.js';

const PAGE = 1_000;

interface Row {
  index: string;
  status: string;
  topic: string;
  partition: number;
  offset: string;
  treeEntry: Buffer;
  effect: string | null;
  directoryKey: string | null;
  stated: Buffer | null;
  messageId: string | null;
  sender: string | null;
  kind: string | null;
  version: number | null;
  contentHash: Buffer;
  envelopeHash: Buffer;
  acceptedAt: Date;
  salt: Buffer;
  value: Buffer | null;
  erases: string[] | null;
  erasure: string | null;
  mac: Buffer | null;
}

const COLUMNS = `entry.index, status, topic, partition, kafka_offset AS "offset", tree_entry AS "treeEntry", effect,
  directory_key AS "directoryKey", stated.envelope AS stated, body.message_id AS "messageId", body.sender, body.kind,
  body.version, body.content_hash AS "contentHash", body.envelope_hash AS "envelopeHash",
  body.accepted_at AS "acceptedAt", body.salt, body.envelope AS value, erased.erasure, erased.message_mac AS mac,
  (SELECT array_agg(gone.index ORDER BY gone.index) FROM erased gone WHERE gone.erasure = entry.effect) AS erases`;

const TABLES = `entry LEFT JOIN body ON body.index = entry.index LEFT JOIN erased ON erased.index = entry.index
  LEFT JOIN body stated ON directory_key IS NOT NULL AND stated.index = entry.effect`;

/** The entries after an index, in order, at most a page. */
export async function entriesAfter(database: DataSource, index: number): Promise<(Publishable | PublishableErased)[]> {
  const rows: Row[] = await database.query(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE entry.index > $1 ORDER BY entry.index LIMIT ${PAGE}`,
    [index],
  );
  return rows.map((row) => (row.value === null ? erased(row) : publishable({ ...row, value: row.value })));
}

/** The entry that made every directory object what it is, up to an index. */
export async function directoryAt(database: DataSource, index: number): Promise<Publishable[]> {
  const rows: (Row & { value: Buffer })[] = await database.query(
    `SELECT ${COLUMNS} FROM ${TABLES} JOIN (
       SELECT DISTINCT ON (directory_key) index FROM entry
        WHERE directory_key IS NOT NULL AND index <= $1 ORDER BY directory_key, index DESC) newest
       ON newest.index = entry.index`,
    [index],
  );
  return rows.map(publishable);
}

function erased({ index, status, topic, partition, offset, treeEntry, erasure, mac }: Row): PublishableErased {
  if (erasure === null) throw new LogForked('The body of an entry is missing and no erasure took it', { index });
  const place = { status, topic, partition, offset: Number(offset), treeEntry: treeEntry.toString('hex') };
  const by = { erasure: Number(erasure), ...(mac === null ? {} : { mac: mac.toString('hex') }) };
  return { index: Number(index), erased: { ...place, ...by } };
}

function publishable(row: Row & { value: Buffer }): Publishable {
  const { status, value, messageId, sender, kind, version, directoryKey, stated, salt, effect, erases } = row;
  const isKnown = messageId !== null && sender !== null && kind !== null && version !== null;
  const acceptedAt = row.acceptedAt.toISOString();
  return {
    index: Number(row.index),
    status,
    record: canonicalRecord({ ...row, offset: Number(row.offset), acceptedAt }),
    value,
    salt,
    ...(isKnown ? { envelope: { kind, version, sender, messageId } } : {}),
    ...(effect === null ? {} : { effect: Number(effect) }),
    ...(erases === null ? {} : { erases: erases.map(Number) }),
    ...(directoryKey === null || stated === null ? {} : { stated: { key: directoryKey, value: stated } }),
  };
}
