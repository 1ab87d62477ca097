import type { Kafka } from 'kafkajs';
import { HEADER, headerText } from '../records/headers.js';
import { Publisher } from '../publish/publisher.js';
import { parkedTopic } from '../topics/topic-specs.js';
import { codeOf } from './failure.js';
import type { RecordBatch } from './record-batch.js';

/** Leaves a record that can never be handled where operators look: place, index and reason, never the bytes. */
export class Parking {
  readonly #publisher: Publisher;

  constructor(
    kafka: Kafka,
    private readonly consumer: string,
  ) {
    this.#publisher = new Publisher(kafka, { timeoutMs: 10_000 });
  }

  async park({ topic, partition, records: [record] }: RecordBatch, error: unknown): Promise<void> {
    if (!record) return;
    const headers = {
      'holdfast-topic': topic,
      'holdfast-partition': String(partition),
      'holdfast-offset': record.offset,
      'holdfast-reason': codeOf(error),
      [HEADER.index]: headerText(record.headers, HEADER.index) ?? '',
    };
    await this.#publisher.publish([{ topic: parkedTopic(this.consumer), key: topic, value: null, headers }]);
  }

  stop(): Promise<void> {
    return this.#publisher.stop();
  }
}
