import type { Admin, Kafka, KafkaMessage } from 'kafkajs';
import { readThrough } from './read-through.js';
import { readRanges } from './read-ranges.js';
import type { OffsetRange, TakeRecords } from './read-ranges.js';

/** The end of a partition: the offset that its next record will get. */
export interface PartitionEnd {
  topic: string;
  partition: number;
  end: bigint;
}

/** Asks the brokers where topics begin and end, and trims them; keeps one admin connection open. */
export class TopicOffsets {
  readonly #kafka: Kafka;
  readonly #admin: Admin;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
    this.#admin = kafka.admin({ retry: { initialRetryTime: 100, retries: 5 } });
  }

  async start(): Promise<void> {
    await this.#admin.connect();
  }

  async stop(): Promise<void> {
    await this.#admin.disconnect();
  }

  async ends(topics: readonly string[]): Promise<PartitionEnd[]> {
    const offsets = await Promise.all(topics.map((topic) => this.#admin.fetchTopicOffsets(topic)));
    return offsets.flatMap((partitions, at) =>
      partitions.map(({ partition, high }) => ({ topic: topics[at] ?? '', partition, end: BigInt(high) })),
    );
  }

  /** What the brokers hold of every partition. */
  async held(topics: readonly string[]): Promise<OffsetRange[]> {
    const offsets = await Promise.all(topics.map((topic) => this.#admin.fetchTopicOffsets(topic)));
    return offsets.flatMap((partitions, at) =>
      partitions.map(({ partition, low, high }) => ({
        topic: topics[at] ?? '',
        partition,
        from: Number(low),
        end: Number(high),
      })),
    );
  }

  /** Reads ranges, those of a partition in order; resolves with what the brokers do not hold of them. */
  readRanges(ranges: readonly OffsetRange[], take: TakeRecords, signal: AbortSignal): Promise<OffsetRange[]> {
    return readRanges(this.#kafka, ranges, take, signal);
  }

  /** Lets the broker delete the records before this offset. */
  async trim(topic: string, partition: number, before: bigint): Promise<void> {
    // Loads the metadata that deleteTopicRecords reads without asking for it.
    await this.#admin.fetchTopicOffsets(topic);
    await this.#admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] });
  }

  /** The first offset whose record is not older than the time, if there is one. */
  async firstSince(topic: string, partition: number, timestampMs: number): Promise<bigint | undefined> {
    const offsets = await this.#admin.fetchTopicOffsetsByTimestamp(topic, timestampMs);
    const offset = offsets.find((each) => each.partition === partition)?.offset;
    return offset === undefined || offset === '-1' ? undefined : BigInt(offset);
  }

  /** The newest records of a topic of one partition, at most so many, in order. */
  async newest(topic: string, count: number): Promise<KafkaMessage[]> {
    const [range] = await this.#admin.fetchTopicOffsets(topic);
    const [low, high] = [BigInt(range?.low ?? 0), BigInt(range?.high ?? 0)];
    if (high === low) return [];
    const from = high - low > BigInt(count) ? high - BigInt(count) : low;
    const found = new Map<string, KafkaMessage>();
    const each = async (records: readonly KafkaMessage[]) => {
      for (const record of records) if (BigInt(record.offset) >= from) found.set(record.offset, record);
    };
    await readThrough(this.#kafka, { topic, from, last: high - 1n, each });
    return [...found.values()];
  }

  /** Reads a topic of one partition from its first record to the last that it holds now, in order. */
  async readAll(topic: string, each: (records: readonly KafkaMessage[]) => Promise<void>): Promise<void> {
    const last = await this.#lastOffset(topic);
    if (last !== undefined) await readThrough(this.#kafka, { topic, last, each });
  }

  async #lastOffset(topic: string): Promise<bigint | undefined> {
    const [range] = await this.#admin.fetchTopicOffsets(topic);
    return !range || BigInt(range.high) === BigInt(range.low) ? undefined : BigInt(range.high) - 1n;
  }
}
