import { connectKafka, CreateConsumerOffset1767225600000, Directory, openDatabase, Publisher } from '@holdfast/bus';
import type { BusLog, DatabaseSettings } from '@holdfast/bus';
import { kafkaSecurity } from '@holdfast/platform';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { DeliveryConfig } from '../delivery.config.js';
import { CreateAcknowledgement1767225600003 } from '../acknowledge/create-acknowledgement.js';
import { CreateDelivery1767225600001 } from './create-delivery.js';
import { IndexMessages1767225600002 } from './index-messages.js';
import { RouteItems1767225600004 } from './route-items.js';
import { Tail } from '../tail/tail.js';
import { WakeUps } from '../tail/wake-ups.js';

const FOLDING_POOL = 3;
const READING_POOL = 10;
const PUBLISH_TIMEOUT_MS = 10_000;
const MEBIBYTE = 1024 * 1024;

/** Where the delivery process keeps its state. */
export const databaseSettings = ({ databaseUrl }: DeliveryConfig): DatabaseSettings => ({
  url: databaseUrl,
  schema: 'delivery',
  migrations: [
    CreateConsumerOffset1767225600000,
    CreateDelivery1767225600001,
    IndexMessages1767225600002,
    CreateAcknowledgement1767225600003,
    RouteItems1767225600004,
  ],
});

/** What the process is connected to, from its start to its end. */
export interface Connections {
  kafka: ReturnType<typeof connectKafka>;
  /** For the fold and the tail, so that no number of readers holds them up. */
  folding: DataSource;
  reading: DataSource;
  directory: Directory;
  publisher: Publisher;
  tail: Tail;
  close(): Promise<void>;
}

export async function connect(config: DeliveryConfig, log: BusLog): Promise<Connections> {
  const { kafkaBrokers: brokers, tailItems, tailMebibytes } = config;
  const kafka = connectKafka({ brokers, clientId: 'holdfast-delivery', log, ...kafkaSecurity(config) });
  const folding = await openDatabase({ ...databaseSettings(config), poolSize: FOLDING_POOL });
  const reading = await openDatabase({ ...databaseSettings(config), poolSize: READING_POOL });
  const tail = await Tail.begin(folding, { items: tailItems, bytes: tailMebibytes * MEBIBYTE });
  const directory = new Directory(kafka, log);
  const publisher = new Publisher(kafka, { timeoutMs: PUBLISH_TIMEOUT_MS });
  await Promise.all([directory.start(), publisher.start()]);
  const wakeUps = new WakeUps(config.databaseUrl, tail, log);
  await wakeUps.start();
  const close = async (): Promise<void> => {
    await Promise.all([wakeUps.stop(), directory.stop(), publisher.stop()]);
    await Promise.all([folding.destroy(), reading.destroy()]);
  };
  return { kafka, folding, reading, directory, publisher, tail, close };
}

/** Lets go of the connections when everything that uses them has ended. */
export class Closing implements OnApplicationShutdown {
  constructor(private readonly connections: Connections) {}

  async onApplicationShutdown(): Promise<void> {
    await this.connections.close();
  }
}
