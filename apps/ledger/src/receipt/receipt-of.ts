import type { DataSource } from 'typeorm';
import { NotFound } from '@holdfast/contracts';
import { leafHash, parseCheckpoint, parseNote, printProof, proveInclusion, verifyInclusion } from '@holdfast/tlog';
import type { Checkpoint, Inclusion } from '@holdfast/tlog';
import { canonicalRecord, treeEntry } from '../record/tree-entry.js';
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
  closed: boolean;
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
         log.number, log.checkpoint, log.closed
    FROM message JOIN entry USING (index)
    JOIN log ON entry.index >= log.base AND entry.index < log.base + log.checkpoint_size
   WHERE status = 'recorded'`;

/** Its row may be here; what it was signed with is not, or is not what the row says. */
const UNSIGNED = `SELECT FROM body JOIN lost ON index BETWEEN first_index AND last_index
  WHERE message_id = $1 AND ($2::text IS NULL OR sender = $2) LIMIT 1`;
const NO_PROOF =
  'The receipt of this message cannot be given any more: what was signed of it is lost, or its record was changed';

/**
 * The receipt of a message as `c2sp.org/tlog-proof@v1`: its extra line is the opening, the canonical record and the
 * salt under which the tree holds it. Undefined while no checkpoint covers it. Throws NotFound where none ever will, or
 * where tree and record do not fit each other any more.
 */
export async function receiptOf(
  database: DataSource,
  home: string,
  { messageId, sender }: { messageId: string; sender?: string },
): Promise<string | undefined> {
  const [row]: Row[] = await database.query(SIGNED_ENTRY, [messageId, sender ?? null]);
  if (!row) return refuseLost(database, [messageId, sender ?? null]);
  const { checkpoint, salt } = row;
  const index = Number(row.leaf);
  const record = canonicalRecord({ ...row, offset: Number(row.offset), acceptedAt: row.acceptedAt.toISOString() });
  const { size, root } = parseCheckpoint(parseNote(checkpoint).text);
  const proof = await proofIn(home, row, { index, size });
  const leaf = leafHash(treeEntry(salt, record));
  if (!verifyInclusion({ index, size, root, proof, leaf })) throw new NotFound(NO_PROOF);
  return printProof({ index, proof, checkpoint, extra: opening(record, salt) });
}

/** What is missing of a log that is written now comes back; of one that was closed it does not. */
async function proofIn(
  home: string,
  { number, closed }: Row,
  { index, size }: Pick<Inclusion, 'index'> & Pick<Checkpoint, 'size'>,
): Promise<Buffer[]> {
  const [proof] = await Promise.allSettled([proveInclusion(index, size, new TileFiles(home, { number }).readTile)]);
  if (proof.status === 'fulfilled') return proof.value;
  if (closed && Object(proof.reason).code === 'ENOENT') throw new NotFound(NO_PROOF);
  throw proof.reason;
}

async function refuseLost(database: DataSource, message: readonly unknown[]): Promise<undefined> {
  const lost: unknown[] = await database.query(UNSIGNED, [...message]);
  if (lost.length > 0) throw new NotFound(NO_PROOF);
}

/** What turns the tree's entry back into what was recorded. */
const opening = (record: string, salt: Buffer): Buffer =>
  Buffer.from(`{"record":${record},"salt":"${salt.toString('hex')}"}`);
