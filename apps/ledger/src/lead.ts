import type { DataSource } from 'typeorm';
import type { BusLog, Publisher, TopicOffsets } from '@holdfast/bus';
import type { LedgerConfig } from './ledger.config.js';
import type { LedgerState } from './record/ledger-state.js';
import { PublishRecorded } from './publish/publish-recorded.js';
import { recordedDirectory } from './record/recorded-directory.js';
import { PublishTicks } from './publish/publish-ticks.js';
import { TrimTopics } from './trim/trim-topics.js';

/** What the leading ledger does beside recording: publish the record, tick, trim. */
export function leadWith(
  {
    database,
    publisher,
    offsets,
    state,
  }: { database: DataSource; publisher: Publisher; offsets: TopicOffsets; state: LedgerState },
  { trimDays }: LedgerConfig,
  log: BusLog,
): (lost: AbortSignal) => Promise<void> {
  return async (lost) => {
    await restore(database, state);
    const recorded = new PublishRecorded(database, publisher, offsets, state);
    await recorded.catchUp();
    void recorded.run(lost, log);
    void new PublishTicks(publisher, offsets, state, recorded).run(lost, log);
    void new TrimTopics(offsets, state, trimDays).run(lost, log);
  };
}

async function restore(database: DataSource, state: LedgerState): Promise<void> {
  const places: { topic: string; partition: number; offset: string }[] = await database.query(
    "SELECT topic, partition, next_offset AS offset FROM consumer_offset WHERE consumer = 'ledger'",
  );
  const [log]: { next: string }[] = await database.query('SELECT next_index AS next FROM log WHERE id = 1');
  const lastIndex = Number(log?.next) - 1;
  state.restore(places, lastIndex, await recordedDirectory(database, lastIndex));
}
