import kafkajs from 'kafkajs';
import { ensureTopics } from '@holdfast/bus';

/** kafkajs as it comes, for the limits that our figures stand beside. */
export function rawKafka(brokers: string[]) {
  return new kafkajs.Kafka({ clientId: 'bench', brokers, logLevel: kafkajs.logLevel.NOTHING });
}

type Kafka = ReturnType<typeof rawKafka>;

export async function rawTopic(kafka: Kafka, topic: string): Promise<void> {
  await ensureTopics(kafka, { specs: [{ topic, partitions: 1, settings: { 'max.message.bytes': '4194304' } }] });
}

/** Sends the values with an idempotent producer, a thousand a batch, one batch in flight; returns messages a second. */
export async function rawSendRate(kafka: Kafka, topic: string, values: readonly string[]): Promise<number> {
  const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner });
  await producer.connect();
  const begun = performance.now();
  for (let at = 0; at < values.length; at += 1_000) {
    const messages = values.slice(at, at + 1_000).map((value) => ({ key: 'bench', value, partition: 0 }));
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
  }
  const rate = values.length / ((performance.now() - begun) / 1_000);
  await producer.disconnect();
  return rate;
}
