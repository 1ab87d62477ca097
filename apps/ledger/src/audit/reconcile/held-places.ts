import { kindTopics } from '@holdfast/bus';
import type { OffsetRange, TopicOffsets } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import { openLog } from '../../tree/log.js';
import type { OpenLog } from '../../tree/log.js';

/** A partition of a kind topic: what the brokers hold of it, of which everything up to `next` is recorded. */
export interface HeldPartition extends OffsetRange {
  next: number;
}

/** A moment of the record, and what the brokers hold at it. */
export interface HeldPlaces {
  log: OpenLog;
  partitions: HeldPartition[];
}

/** The record first, the brokers after it: whatever is recorded lies below what they say then. */
export async function heldPlaces(database: DataSource, offsets: TopicOffsets): Promise<HeldPlaces> {
  const places: { topic: string; partition: number; next: string }[] = await database.query(
    "SELECT topic, partition, next_offset AS next FROM consumer_offset WHERE consumer = 'ledger'",
  );
  // An entry and its offset are recorded together, so the log read after holds every entry of these offsets.
  const log = await openLog(database);
  const next = new Map(places.map((each) => [`${each.topic}/${each.partition}`, Number(each.next)]));
  const held = await offsets.held(kindTopics);
  return { log, partitions: held.map((each) => ({ ...each, next: next.get(`${each.topic}/${each.partition}`) ?? 0 })) };
}
