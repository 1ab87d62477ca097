import type { DataSource } from 'typeorm';
import type { Terms } from '../terms.js';

const MAX_BYTES = 4 * 1024 * 1024;

/** An entry of the span; what is read of it is there for the topics that were asked for, and while it is not erased. */
export interface SpanRow {
  index: string;
  status: string;
  topic: string;
  partition: number;
  offset: string;
  treeEntry: Buffer;
  /** Index of the erasure that took its message. */
  erasure: string | null;
  contentHash: Buffer;
  envelopeHash: Buffer;
  acceptedAt: Date;
  salt: Buffer;
  value: Buffer | null;
  /** Of all values up to this one. */
  bytes: string | null;
}

const PAGE = `
  SELECT * FROM (
    SELECT entry.index, status, topic, partition, kafka_offset AS "offset", tree_entry AS "treeEntry", erased.erasure,
           content_hash AS "contentHash", envelope_hash AS "envelopeHash",
           accepted_at AS "acceptedAt", salt, envelope AS value,
           sum(octet_length(envelope)) OVER (ORDER BY entry.index) AS bytes
      FROM entry LEFT JOIN erased ON erased.index = entry.index
      LEFT JOIN body ON body.index = entry.index AND entry.topic = ANY($3)
     WHERE entry.index > $1 AND entry.index <= $2) page
   WHERE coalesce(bytes, 0) - coalesce(octet_length(value), 0) < ${MAX_BYTES}
   ORDER BY index`;

/** The entries of the span after an index, at most so many and of bounded size, and the last index that this covers. */
export async function spanPage(
  database: DataSource,
  { session, to }: Terms,
  { after, limit }: { after: number; limit: number },
): Promise<{ rows: SpanRow[]; next: number }> {
  const end = Math.min(to, after + limit);
  const rows: SpanRow[] = await database.query(PAGE, [after, end, session.topics]);
  const last = rows.at(-1);
  const isCut = Number(last?.bytes ?? 0) >= MAX_BYTES;
  return { rows, next: isCut && last ? Number(last.index) : end };
}
