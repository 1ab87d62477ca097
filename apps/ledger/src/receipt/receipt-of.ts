import type { DataSource } from 'typeorm';
import { parseCheckpoint, parseNote, printProof, proveInclusion } from '@holdfast/tlog';
import { canonicalRecord } from '../record/tree-entry.js';
import { TileFiles } from '../tree/tiles/tile-files.js';

interface Row {
  leaf: string;
  status: string;
  topic: string;
  partition: number;
  offset: string;
  contentHash: Buffer;
  envelopeHash: Buffer;
  acceptedAt: Date;
  salt: Buffer;
  number: number;
  checkpoint: string;
}

/**
 * The entry under which the message was recorded first, in a log whose checkpoint covers it. The message comes first:
 * a planner that does not know the tables yet would look through all entries instead.
 */
const SIGNED_ENTRY = `
  WITH message AS MATERIALIZED (
    SELECT * FROM body WHERE message_id = $1 AND ($2::text IS NULL OR sender = $2))
  SELECT entry.index - log.base AS leaf, status, topic, partition, kafka_offset AS "offset",
         content_hash AS "contentHash", envelope_hash AS "envelopeHash", accepted_at AS "acceptedAt", salt,
         log.number, log.checkpoint
    FROM message JOIN entry USING (index)
    JOIN log ON entry.index >= log.base AND entry.index < log.base + log.checkpoint_size
   WHERE status = 'recorded'`;

/**
 * The receipt of a message as `c2sp.org/tlog-proof@v1`: its extra line is the opening, the canonical record and the
 * salt under which the tree holds it. Undefined while no checkpoint covers it.
 */
export async function receiptOf(
  database: DataSource,
  home: string,
  { messageId, sender }: { messageId: string; sender?: string },
): Promise<string | undefined> {
  const [row]: Row[] = await database.query(SIGNED_ENTRY, [messageId, sender ?? null]);
  if (!row) return undefined;
  const { number, checkpoint, salt } = row;
  const index = Number(row.leaf);
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  const proof = await proveInclusion(index, size, new TileFiles(home, { number }).readTile);
  const record = canonicalRecord({ ...row, offset: Number(row.offset), acceptedAt: row.acceptedAt.toISOString() });
  return printProof({ index, proof, checkpoint, extra: opening(record, salt) });
}

/** What turns the tree's entry back into what was recorded. */
const opening = (record: string, salt: Buffer): Buffer =>
  Buffer.from(`{"record":${record},"salt":"${salt.toString('hex')}"}`);
