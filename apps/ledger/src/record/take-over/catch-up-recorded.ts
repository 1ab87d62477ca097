import type { PoolClient } from 'pg';
import { RECORDED, readRecorded } from '@holdfast/bus';
import type { BusLog, RecordedEntry, RecordedErased, TopicOffsets } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import type { MessageMac } from '../../retention/message-mac.js';
import { lastPublished } from '../../publish/last-published.js';
import { LogForked } from '../../tree/errors.js';
import { lockLog } from '../../tree/log.js';
import type { LedgerState, RecordState } from '../state/ledger-state.js';
import { recordAgain } from './record-again.js';
import { restoreState } from '../state/restore-state.js';
import { TAKEN_OVER } from './taken-over.js';

/** What catching up works with. */
export interface CatchUpParts {
  database: DataSource;
  offsets: TopicOffsets;
  state: LedgerState;
  mac: MessageMac;
}

const PAGE = 1_000;

/**
 * Takes over what was published and is not in the tables, as after the restore of a backup: in its exact order, each
 * entry judged anew and found the same. Throws LogForked when the published record does not go on from the tables.
 */
export async function catchUpRecorded(parts: CatchUpParts, lost: AbortSignal, log: BusLog): Promise<void> {
  const { offsets, database, state } = parts;
  const published = await lastPublished(offsets);
  if (published <= state.lastIndex) return;
  log('warn', `the record ends at ${state.lastIndex}, what was published at ${published}: taking it over`);
  await offsets.readAll(RECORDED, async (records) => {
    const entries = records.map(readRecorded).flatMap((each) => (each.type === 'tick' ? [] : [each]));
    for (let at = 0; at < entries.length && !lost.aborted; at += PAGE) {
      await takeOver(parts, entries.slice(at, at + PAGE));
    }
  });
  await restoreState(database, state);
  if (state.lastIndex < published) throw new LogForked('The published record could not be taken over whole');
}

async function takeOver(
  { database, state, mac }: CatchUpParts,
  page: readonly (RecordedEntry | RecordedErased)[],
): Promise<void> {
  const entries = following(page, state.lastIndex + 1);
  if (entries.length === 0) return;
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    const client: PoolClient = await runner.connect();
    await lockLog(client);
    const after = await recordAgain(client, state, entries, mac);
    await note(client, entries);
    await runner.commitTransaction();
    stand(state, after);
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** What goes on from an index, each once: a run may have been published again. Throws LogForked for a gap. */
function following<E extends { index: number }>(page: readonly E[], first: number): E[] {
  const entries: E[] = [];
  for (const each of page) {
    const next = first + entries.length;
    if (each.index > next) throw new LogForked('What was published begins after the record ends, or skips', { next });
    if (each.index === next) entries.push(each);
  }
  return entries;
}

const stand = (state: LedgerState, after: RecordState) => void Object.assign(state, after);

/** Up to where each partition was taken over, and from which index on; in the transaction that did it. */
async function note(client: PoolClient, entries: readonly (RecordedEntry | RecordedErased)[]): Promise<void> {
  const ends = new Map<string, { topic: string; partition: number; offset: number }>();
  for (const entry of entries) {
    const { topic, partition, offset } = entry.type === 'entry' ? entry.record : entry.place;
    ends.set(`${topic}/${partition}`, { topic, partition, offset: offset + 1 });
  }
  for (const { topic, partition, offset } of ends.values()) {
    await client.query(
      `INSERT INTO consumer_offset VALUES ($1, $2, $3, $4)
         ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset`,
      [TAKEN_OVER, topic, partition, offset],
    );
  }
  await client.query('INSERT INTO consumer_offset VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING', [
    TAKEN_OVER,
    RECORDED,
    entries[0]?.index ?? 0,
  ]);
}
