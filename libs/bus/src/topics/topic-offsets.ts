import { randomUUID } from 'node:crypto';
import type { Admin, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

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

  /** The last record of a topic of one partition, or undefined when it holds none. */
  async lastRecord(topic: string): Promise<KafkaMessage | undefined> {
    const [range] = await this.#admin.fetchTopicOffsets(topic);
    if (!range || BigInt(range.high) === BigInt(range.low)) return undefined;
    return readOne(this.#kafka, topic, String(BigInt(range.high) - 1n));
  }

  /** Reads a topic of one partition from its first record to the last that it holds now, in order. */
  async readAll(topic: string, each: (records: readonly KafkaMessage[]) => Promise<void>): Promise<void> {
    const [range] = await this.#admin.fetchTopicOffsets(topic);
    if (!range || BigInt(range.high) === BigInt(range.low)) return;
    await readThrough(this.#kafka, { topic, last: BigInt(range.high) - 1n }, each);
  }
}

async function readThrough(
  kafka: Kafka,
  { topic, last }: { topic: string; last: bigint },
  each: (records: readonly KafkaMessage[]) => Promise<void>,
): Promise<void> {
  const consumer = kafka.consumer({ groupId: `holdfast-read-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      const eachBatch = async ({ batch, heartbeat }: EachBatchPayload) => {
        try {
          await each(batch.messages);
          await heartbeat();
        } catch (error) {
          reject(error);
        }
        if (BigInt(batch.lastOffset()) >= last) resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

async function readOne(kafka: Kafka, topic: string, offset: string): Promise<KafkaMessage> {
  const consumer = kafka.consumer({ groupId: `holdfast-peek-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    return await new Promise<KafkaMessage>((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      consumer.run({ autoCommit: false, eachMessage: async ({ message }) => resolve(message) }).catch(reject);
      consumer.seek({ topic, partition: 0, offset });
    });
  } finally {
    await consumer.disconnect();
  }
}
