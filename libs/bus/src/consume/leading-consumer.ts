import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { RecordBatch } from './record-batch.js';

const MAX_RECORDS = 1_000;

/** Where to begin in a partition. */
export interface Place {
  topic: string;
  partition: number;
  offset: string;
}

/** Applies the records of a batch and returns the offset that it wants next. */
export type Apply = (batch: RecordBatch, heartbeat: () => Promise<void>) => Promise<bigint>;

/**
 * Consumes as the one leader until the signal aborts or kafkajs gives up. The group id is fresh: a killed member of a
 * reused group would hold its partitions until its session times out.
 */
export async function consumeAsLeader(
  kafka: Kafka,
  {
    name,
    topics,
    from,
    signal,
    apply,
  }: { name: string; topics: string[]; from: Place[]; signal: AbortSignal; apply: Apply },
): Promise<void> {
  const consumer = kafka.consumer({
    groupId: `${name}-${randomUUID()}`,
    allowAutoTopicCreation: false,
    minBytes: 1,
    maxWaitTimeInMs: 250,
    maxBytesPerPartition: 2 * 1024 * 1024,
    metadataMaxAge: 60_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 10, restartOnFailure: async () => false },
  });
  const crashed = crashOf(consumer);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => applyInChunks(consumer, payload, signal, apply),
    });
    for (const place of from) consumer.seek(place);
    await Promise.race([signal.aborted || once(signal, 'abort'), crashed]);
  } finally {
    await consumer.disconnect();
  }
}

function crashOf(consumer: Consumer): Promise<never> {
  const crashed = new Promise<never>((_, reject) => {
    consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
  });
  crashed.catch(raceDecides);
  return crashed;
}

/** The rejection is seen by whoever awaits the race; outside of it there is nobody to tell. */
function raceDecides(): void {}

async function applyInChunks(
  consumer: Consumer,
  { batch, heartbeat, resolveOffset, isRunning, isStale }: EachBatchPayload,
  signal: AbortSignal,
  apply: Apply,
): Promise<void> {
  const { topic, partition, messages } = batch;
  for (let at = 0; at < messages.length; at += MAX_RECORDS) {
    if (signal.aborted || !isRunning() || isStale()) return;
    const records = messages.slice(at, at + MAX_RECORDS);
    const next = await apply({ topic, partition, records }, heartbeat);
    const last = BigInt(records.at(-1)?.offset ?? 0);
    if (next > last + 1n) {
      // All of it was applied before: go straight to where the stored offset is.
      consumer.seek({ topic, partition, offset: String(next) });
      return;
    }
    if (next > last) resolveOffset(String(last));
    await heartbeat();
  }
}
