import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { until } from '../../test/support/hub.js';
import { testFlag } from '../../test/support/partner.js';
import type { Item } from '../../test/support/partner.js';
import { rawKafka, rawTopic } from '../support/raw-kafka.js';
import { figure, percentile } from '../support/report.js';
import type { BenchHub } from './bench-hub.js';

const PER_SECOND = 200;

/** From submission to the subscriber's event at a steady rate, beside kafkajs produce → consume at the same rate. */
export async function measureLatency(hub: BenchHub, scale: number): Promise<void> {
  const count = PER_SECOND * 5 * scale;
  const raw = await rawLatency(hub, count);
  const own = await ownLatency(hub, count);
  figure('latency_raw_p50', percentile(raw, 0.5), 'ms');
  figure('latency_raw_p99', percentile(raw, 0.99), 'ms');
  figure('latency_p50', percentile(own, 0.5), 'ms', { most: 30 });
  figure('latency_p99', percentile(own, 0.99), 'ms', { most: 150 });
}

/** A list that tells of each item as the feed hands it over: the clock stops at arrival. */
class Arrivals extends Array<Item> {
  readonly #arrived: (reference: string) => void;

  constructor(arrived: (reference: string) => void) {
    super();
    this.#arrived = arrived;
  }

  override push(item: Item): number {
    this.#arrived(item.envelope.reference);
    return super.push(item);
  }
}

async function paced(count: number, send: (at: number) => void): Promise<void> {
  const begun = performance.now();
  for (let at = 0; at < count; at++) {
    const due = begun + (at * 1_000) / PER_SECOND;
    if (due > performance.now()) await delay(due - performance.now());
    send(at);
  }
}

async function ownLatency({ sender, reader }: BenchHub, count: number): Promise<number[]> {
  const sent = new Map<string, number>();
  const latencies: number[] = [];
  const stop = new AbortController();
  const items = new Arrivals((reference) => {
    const at = sent.get(reference);
    if (at !== undefined) latencies.push(performance.now() - at);
  });
  const warm = testFlag(`latency-warm-${Date.now()}`);
  const known = (await reader.entries()).at(-1)?.position ?? -1;
  const following = reader.follow(items, stop.signal, known);
  await sender.submit(warm);
  await delay(500);
  await paced(count, (at) => {
    const reference = `latency-${at}-${known}`;
    sent.set(reference, performance.now());
    void sender.submit(testFlag(reference)).then((response) => response.text());
  });
  await until('all arrived', () => latencies.length >= count);
  stop.abort();
  await following;
  return latencies;
}

async function rawLatency({ ready }: BenchHub, count: number): Promise<number[]> {
  const kafka = rawKafka(ready.kafkaBrokers);
  await rawTopic(kafka, 'bench.latency');
  const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ createPartitioner });
  const consumer = kafka.consumer({ groupId: `bench-${process.pid}`, maxWaitTimeInMs: 250 });
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topic: 'bench.latency' });
  const latencies: number[] = [];
  const sent: number[] = [];
  await consumer.run({
    eachMessage: async ({ message }) => void latencies.push(performance.now() - (sent[Number(message.key)] ?? 0)),
  });
  await delay(3_000);
  const value = JSON.stringify(testFlag('raw'));
  await paced(count, (at) => {
    sent[at] = performance.now();
    void producer.send({ topic: 'bench.latency', acks: -1, messages: [{ key: String(at), value, partition: 0 }] });
  });
  await until('all raw messages arrived', () => latencies.length >= count);
  await Promise.all([producer.disconnect(), consumer.disconnect()]);
  return latencies;
}
