import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import type { Kafka, Producer, TopicMessages } from 'kafkajs';
import type { OutgoingRecord } from './outgoing-record.js';
import { partitionOf } from './partition-of.js';

/**
 * Sends one batch at a time with an idempotent producer, and throws the producer away after any failure: what it does
 * with a batch whose outcome is unknown must never touch the next one.
 */
export class BatchSender {
  readonly #kafka: Kafka;
  readonly #timeoutMs: number;
  readonly #partitions = new Map<string, number>();
  #producer: Promise<Producer> | undefined;
  connected = false;

  constructor(kafka: Kafka, timeoutMs: number) {
    this.#kafka = kafka;
    this.#timeoutMs = timeoutMs;
  }

  async connect(): Promise<void> {
    await this.#attempt(this.#current());
  }

  async send(records: readonly OutgoingRecord[]): Promise<void> {
    await this.#attempt(this.#transmit(records));
  }

  async disconnect(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    this.connected = false;
    await (await settled(producer))?.disconnect();
  }

  async #attempt(work: Promise<unknown>): Promise<void> {
    try {
      await this.#within(work);
      this.connected = true;
    } catch (error) {
      this.connected = false;
      this.#discard();
      throw error;
    }
  }

  async #transmit(records: readonly OutgoingRecord[]): Promise<void> {
    const producer = await this.#current();
    await this.#learnPartitions(records);
    await producer.sendBatch({ acks: -1, topicMessages: this.#byTopic(records) });
  }

  #current(): Promise<Producer> {
    this.#producer ??= this.#create();
    return this.#producer;
  }

  async #create(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      // Bounded: what is thrown away must stop trying soon.
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 5 },
    });
    await producer.connect();
    return producer;
  }

  /** Nobody waits for a discarded producer: its connections close behind us. */
  #discard(): void {
    const producer = this.#producer;
    this.#producer = undefined;
    void settled(producer).then((old) => settled(old?.disconnect()));
  }

  #byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
    const topics = new Map<string, TopicMessages>();
    for (const { topic, key, value, headers } of records) {
      const known = topics.get(topic) ?? { topic, messages: [] };
      const partition = partitionOf(topic, key, this.#partitions.get(topic) ?? 1);
      known.messages.push({ key, value, headers, partition });
      topics.set(topic, known);
    }
    return [...topics.values()];
  }

  /** The number of partitions is fixed when a topic is made, so it is asked once. */
  async #learnPartitions(records: readonly OutgoingRecord[]): Promise<void> {
    const topics = [...new Set(records.map(({ topic }) => topic))].filter((topic) => !this.#partitions.has(topic));
    if (topics.length === 0) return;
    const admin = this.#kafka.admin({ retry: { retries: 2 } });
    await admin.connect();
    const metadata = await admin.fetchTopicMetadata({ topics });
    for (const { name, partitions } of metadata.topics) this.#partitions.set(name, partitions.length);
    await admin.disconnect();
  }

  async #within<T>(work: Promise<T>): Promise<T> {
    const timer = new AbortController();
    const late = delay(this.#timeoutMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`No answer within ${this.#timeoutMs} ms`);
    });
    late.catch(ignoreAbort);
    work.catch(ignoreLate);
    return Promise.race([work, late]).finally(() => timer.abort());
  }
}

/** The value, or undefined when the promise failed: for what is thrown away either way. */
async function settled<T>(promise: Promise<T> | undefined): Promise<T | undefined> {
  const [result] = await Promise.allSettled([promise]);
  return result.status === 'fulfilled' ? result.value : undefined;
}

function ignoreAbort(): void {}

/** The caller was told that the outcome is unknown; what comes later changes nothing. */
function ignoreLate(): void {}
