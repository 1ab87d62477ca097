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

/** Work on a batch that needs no transaction, done while the batch before it commits. */
export type Prepare = (batch: RecordBatch) => Promise<void>;

/** What a leader consumes, from where, for how long and how. */
export interface Leading {
  name: string;
  topics: string[];
  from: Place[];
  signal: AbortSignal;
  apply: Apply;
  prepare?: Prepare | undefined;
}

/**
 * Consumes as the one leader until the signal aborts or kafkajs gives up. The group id is fresh: a killed member of a
 * reused group would hold its partitions until its session times out.
 */
export async function consumeAsLeader(
  kafka: Kafka,
  { name, topics, from, signal, apply, prepare }: Leading,
): Promise<void> {
  const consumer = kafka.consumer({
    groupId: `${name}-${randomUUID()}`,
    allowAutoTopicCreation: false,
    minBytes: 1,
    maxWaitTimeInMs: 250,
    maxBytesPerPartition: 4 * 1024 * 1024,
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
      eachBatch: (payload) => applyInChunks(consumer, payload, { signal, apply, prepare }),
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
  { signal, apply, prepare }: Pick<Leading, 'signal' | 'apply' | 'prepare'>,
): Promise<void> {
  const { topic, partition, messages } = batch;
  const chunks = Array.from({ length: Math.ceil(messages.length / MAX_RECORDS) }, (_, at) => ({
    topic,
    partition,
    records: messages.slice(at * MAX_RECORDS, (at + 1) * MAX_RECORDS),
  }));
  for (const [at, chunk] of chunks.entries()) {
    if (signal.aborted || !isRunning() || isStale()) return;
    const following = chunks[at + 1];
    const [next] = await Promise.all([apply(chunk, heartbeat), following && prepare?.(following)]);
    const last = BigInt(chunk.records.at(-1)?.offset ?? 0);
    if (next > last + 1n) {
      // All of it was applied before: go straight to where the stored offset is.
      consumer.seek({ topic, partition, offset: String(next) });
      return;
    }
    if (next > last) resolveOffset(String(last));
    await heartbeat();
  }
}
