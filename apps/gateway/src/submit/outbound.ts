import { BusUnavailable, Publisher } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import { Injectable } from '@nestjs/common';
import { accepted, publishSeconds } from '../start/gateway-metrics.js';

/** No caller waits longer for the brokers, wherever its records stand in the queue. */
const DEADLINE_MS = 1_800;

/** The way out to the kind topics: measured, and never slower than its deadline. */
@Injectable()
export class Outbound {
  constructor(private readonly publisher: Publisher) {}

  /** Resolves when every replica holds all records; what it rejects with says whether trying again helps. */
  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    const stop = publishSeconds.startTimer();
    await inTime(this.publisher.publish(records));
    stop();
    for (const [topic, own] of Map.groupBy(records, (record) => record.topic)) accepted.inc({ topic }, own.length);
  }
}

function inTime(published: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new BusUnavailable('Kafka did not confirm in time; send the same again'));
    const timer = setTimeout(late, DEADLINE_MS);
    published.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
