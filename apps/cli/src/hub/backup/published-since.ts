import { connectKafka, readRecorded, RECORDED, TopicOffsets } from '@holdfast/bus';
import { kafkaSecurity, loadConfig, ProcessConfig } from '@holdfast/platform';

/** What Kafka still tells of the time after a backup. */
export interface PublishedSince {
  /** The first and the last index that Kafka still holds, -1 for none. */
  firstIndex: number;
  lastIndex: number;
  /** Indexes of all entries that were erased. */
  erased: number[];
}

/** Reads the published record as far as Kafka holds it. */
export async function publishedSince(): Promise<PublishedSince> {
  const config = loadConfig(ProcessConfig);
  const kafka = connectKafka({ brokers: config.kafkaBrokers, clientId: 'holdfast', ...kafkaSecurity(config) });
  const offsets = new TopicOffsets(kafka);
  await offsets.start();
  const since: PublishedSince = { firstIndex: -1, lastIndex: -1, erased: [] };
  await offsets.readAll(RECORDED, async (records) => {
    for (const each of records.map(readRecorded)) {
      if (each.type !== 'tick' && since.firstIndex < 0) since.firstIndex = each.index;
      since.lastIndex = Math.max(since.lastIndex, each.index);
      if (each.type === 'entry') for (const index of each.erases ?? []) since.erased.push(index);
      if (each.type === 'erased') since.erased.push(each.index);
    }
  });
  await offsets.stop();
  return since;
}
