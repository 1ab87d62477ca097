import type { Kafka } from 'kafkajs';
import { BusOverloaded, BusUnavailable } from '../errors.js';
import { BatchSender } from './batch-sender.js';
import type { OutgoingRecord } from './outgoing-record.js';

const MAX_BATCH_RECORDS = 1_000;
/** A broker takes a batch of at most `max.message.bytes` for a partition: the topics allow twice this. */
const MAX_BATCH_BYTES = 2 * 1024 * 1024;

/** Bounds of a publisher. */
export interface PublisherOptions {
  /** How long the brokers may take to confirm a batch. */
  timeoutMs?: number;
  /** Records that may wait before calls are turned away. */
  maxQueued?: number;
}

interface Waiting {
  records: readonly OutgoingRecord[];
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * Publishes records so that a resolved call means: all replicas hold all of them. One batch is in flight at a time, and
 * a batch is what arrived while the last one was under way: concurrent sends of one idempotent kafkajs producer can
 * lose
 * acknowledged records.
 */
export class Publisher {
  readonly #sender: BatchSender;
  readonly #maxQueued: number;
  readonly #waiting: Waiting[] = [];
  #queued = 0;
  #running: Promise<void> | undefined;

  constructor(kafka: Kafka, { timeoutMs = 1_500, maxQueued = 20_000 }: PublisherOptions = {}) {
    this.#sender = new BatchSender(kafka, timeoutMs);
    this.#maxQueued = maxQueued;
  }

  /** Connects ahead of the first call. A broker that is down now is tried again with each call. */
  async start(): Promise<void> {
    await this.#sender.connect();
  }

  /** Whether the last thing heard from the brokers was good. */
  get connected(): boolean {
    return this.#sender.connected;
  }

  /**
   * Resolves when all replicas hold all records. Rejects with BusUnavailable when that is not known (send the same
   * again), or with BusOverloaded when the queue is full and nothing was sent.
   */
  publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    if (this.#queued > 0 && this.#queued + records.length > this.#maxQueued) {
      return Promise.reject(new BusOverloaded('The queue before Kafka is full', { maxQueued: this.#maxQueued }));
    }
    const parts = partsOf(records).map((part) => this.#enqueue(part));
    this.#running ??= this.#drain();
    return Promise.all(parts).then(() => undefined);
  }

  /** Sends what waits, then disconnects. */
  async stop(): Promise<void> {
    await this.#running;
    await this.#sender.disconnect();
  }

  #enqueue(records: readonly OutgoingRecord[]): Promise<void> {
    this.#queued += records.length;
    return new Promise((resolve, reject) => this.#waiting.push({ records, resolve, reject }));
  }

  async #drain(): Promise<void> {
    // Calls of the same turn of the event loop join the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#sendNext();
    this.#running = undefined;
  }

  async #sendNext(): Promise<void> {
    const calls = this.#takeBatch();
    const records = calls.flatMap((call) => call.records);
    try {
      await this.#sender.send(records);
      for (const { resolve } of calls) resolve();
    } catch (cause) {
      const error = new BusUnavailable('Kafka did not confirm in time; send the same again', {}, { cause });
      // What waits behind would only wait out the same silence; its callers are told at once.
      for (const { reject } of [...calls, ...this.#waiting.splice(0)]) reject(error);
    } finally {
      this.#queued = this.#waiting.reduce((sum, call) => sum + call.records.length, 0);
    }
  }

  /** Whole calls in order, at least one, within the bounds of a batch. */
  #takeBatch(): Waiting[] {
    let [records, bytes, calls] = [0, 0, 0];
    for (const call of this.#waiting) {
      records += call.records.length;
      bytes += bytesOf(call.records);
      if (calls > 0 && (records > MAX_BATCH_RECORDS || bytes > MAX_BATCH_BYTES)) break;
      calls++;
    }
    return this.#waiting.splice(0, calls);
  }
}

/** Parts of a call that each fit a batch, in order. */
function partsOf(records: readonly OutgoingRecord[]): (readonly OutgoingRecord[])[] {
  if (records.length <= MAX_BATCH_RECORDS && bytesOf(records) <= MAX_BATCH_BYTES) return [records];
  if (records.length === 1) return [records];
  const middle = Math.ceil(records.length / 2);
  return [...partsOf(records.slice(0, middle)), ...partsOf(records.slice(middle))];
}

function bytesOf(records: readonly OutgoingRecord[]): number {
  return records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
}
