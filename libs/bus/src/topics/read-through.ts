import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

const ATTEMPTS = 20;
const PAUSE_MS = 500;

/** What to read of a topic of one partition, and who takes it: perhaps twice, for a broken read begins anew. */
export interface Reading {
  topic: string;
  /** Where to begin; without it, at the first record that is held. */
  from?: bigint;
  /** The last offset to read. */
  last: bigint;
  each: (records: readonly KafkaMessage[]) => Promise<void>;
}

/** Reads up to a given offset. A broker that was just started cannot be read for a moment; it is asked again. */
export async function readThrough(kafka: Kafka, reading: Reading): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [outcome] = await Promise.allSettled([readOnce(kafka, reading)]);
    if (outcome.status === 'fulfilled') return;
    if (outcome.reason?.retriable !== true || attempt === ATTEMPTS) throw outcome.reason;
    await delay(PAUSE_MS);
  }
}

async function readOnce(kafka: Kafka, { topic, from, last, each }: Reading): Promise<void> {
  const consumer = kafka.consumer({
    groupId: `holdfast-read-${randomUUID()}`,
    maxWaitTimeInMs: 100,
    retry: { retries: 5, restartOnFailure: async () => false },
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      const eachBatch = async ({ batch, heartbeat }: EachBatchPayload) => {
        const taken = await Promise.allSettled([each(batch.messages.filter(({ offset }) => BigInt(offset) <= last))]);
        if (taken[0].status === 'rejected') reject(taken[0].reason);
        else if (BigInt(batch.lastOffset()) >= last) resolve();
        await heartbeat();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
      if (from !== undefined) consumer.seek({ topic, partition: 0, offset: String(from) });
    });
  } finally {
    await consumer.disconnect();
  }
}
