import { connectKafka, readRecorded, RECORDED, TopicOffsets } from '@holdfast/bus';
import { kafkaSecurity, loadConfig, ProcessConfig } from '@holdfast/platform';

/** What Kafka still tells of the time after a backup. */
export interface PublishedSince {
  /** The last index that was published, -1 for none. */
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
  const since: PublishedSince = { lastIndex: -1, erased: [] };
  await offsets.readAll(RECORDED, async (records) => {
    for (const each of records.map(readRecorded)) {
      since.lastIndex = Math.max(since.lastIndex, each.index);
      if (each.type === 'entry') since.erased.push(...(each.erases ?? []));
      if (each.type === 'erased') since.erased.push(each.index);
    }
  });
  await offsets.stop();
  return since;
}
