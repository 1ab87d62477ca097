import type { DataSource, QueryRunner } from 'typeorm';
import { Int, parse } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import { LeadLost, OffsetGap } from '../errors.js';
import { offsetOf } from './record-batch.js';
import type { BatchTransaction, RecordBatch } from './record-batch.js';

/** What a handler does with a batch, inside the transaction. */
export type BatchHandler = (batch: RecordBatch, transaction: BatchTransaction) => Promise<void>;

class NextOffset {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'The offset to read next.' })
  next!: number;
}

/**
 * Applies a batch exactly once: what lies below the stored offset is dropped, a gap above it is refused, and the offset
 * moves in the transaction of the effect. Returns the offset that comes next.
 */
export async function applyBatch(
  database: DataSource,
  consumer: string,
  batch: RecordBatch,
  handle: BatchHandler,
): Promise<bigint> {
  const runner = database.createQueryRunner();
  const afterCommit: (() => void)[] = [];
  await runner.startTransaction();
  try {
    const client: PoolClient = await runner.connect();
    const place = [consumer, batch.topic, batch.partition];
    const next = await lockOffset(runner, place);
    const records = next === undefined ? batch.records : batch.records.filter((record) => offsetOf(record) >= next);
    const [first, last] = [records[0], records.at(-1)];
    if (!first || !last) {
      await runner.rollbackTransaction();
      return next ?? 0n;
    }
    refuseGap(next, offsetOf(first), batch);
    const then = (callback: () => void) => void afterCommit.push(callback);
    await handle({ ...batch, records }, { manager: runner.manager, client, afterCommit: then });
    await moveOffset(runner, place, { from: next, to: offsetOf(last) + 1n });
    await runner.commitTransaction();
    for (const callback of afterCommit) callback();
    return offsetOf(last) + 1n;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function lockOffset(runner: QueryRunner, place: unknown[]): Promise<bigint | undefined> {
  const where = 'consumer = $1 AND topic = $2 AND partition = $3';
  const rows: unknown = await runner.query(`SELECT next_offset FROM consumer_offset WHERE ${where} FOR UPDATE`, place);
  const [row] = Array.isArray(rows) ? rows : [];
  return row === undefined ? undefined : BigInt(parse(NextOffset, { next: Number(row.next_offset) }).next);
}

function refuseGap(next: bigint | undefined, first: bigint, { topic, partition }: RecordBatch): void {
  if (next === undefined || first === next) return;
  throw new OffsetGap('Records are missing before this one', {
    topic,
    partition,
    next: String(next),
    first: String(first),
  });
}

/** The compare-and-set that fences a leader whose lead was lost without its noticing. */
async function moveOffset(
  runner: QueryRunner,
  place: unknown[],
  { from, to }: { from: bigint | undefined; to: bigint },
): Promise<void> {
  const rows: unknown =
    from === undefined
      ? await runner.query(
          'INSERT INTO consumer_offset VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1 AS moved',
          [...place, String(to)],
        )
      : await runner.query(
          `WITH moved AS (UPDATE consumer_offset SET next_offset = $4
             WHERE consumer = $1 AND topic = $2 AND partition = $3 AND next_offset = $5 RETURNING 1 AS moved)
           SELECT moved FROM moved`,
          [...place, String(to), String(from)],
        );
  if (!Array.isArray(rows) || rows.length !== 1)
    throw new LeadLost('Another process moved the offset', { consumer: place[0] });
}
