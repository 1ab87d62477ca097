import { CHECKPOINTS } from '@holdfast/bus';
import type { TopicOffsets } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import { LogForked } from './errors.js';

/** Longer than what is signed between two compactions matters here: the largest of each log is among the newest. */
const LOOK_BACK = 10_000;

/** The checkpoints that Kafka tells of, by the name of their log. */
export type PublishedCheckpoints = ReadonlyMap<string, string[]>;

/** Reads them. Throws LogForked for a log that the database does not know: its record is not that of these tables. */
export async function publishedCheckpoints(database: DataSource, offsets: TopicOffsets): Promise<PublishedCheckpoints> {
  const byOrigin = new Map<string, string[]>();
  for (const { key, value } of await offsets.newest(CHECKPOINTS, LOOK_BACK)) {
    const origin = key?.toString() ?? '';
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), ...(value ? [value.toString()] : [])]);
  }
  const known: { origin: string }[] = await database.query('SELECT origin FROM log');
  const unknown = [...byOrigin.keys()].find((origin) => !known.some((log) => log.origin === origin));
  if (unknown === undefined) return byOrigin;
  throw new LogForked('A log was signed that the database does not know', { origin: unknown });
}
