import { connectKafka, CreateConsumerOffset1767225600000, Directory, openDatabase, Publisher } from '@holdfast/bus';
import type { BusLog, DatabaseSettings } from '@holdfast/bus';
import { kafkaSecurity } from '@holdfast/platform';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { DeskConfig } from '../desk.config.js';
import { CreateDesk1767225600001 } from './create-desk.js';
import { CreateFlags1767225600002 } from './create-flags.js';
import { CreateOutages1767225600003 } from './create-outages.js';
import { CreateRequests1767225600004 } from './create-requests.js';

const FOLDING_POOL = 4;
const READING_POOL = 10;
const PUBLISH_TIMEOUT_MS = 10_000;

/** Where the desk keeps its state. */
export const databaseSettings = ({ databaseUrl }: Pick<DeskConfig, 'databaseUrl'>): DatabaseSettings => ({
  url: databaseUrl,
  schema: 'desk',
  migrations: [
    CreateConsumerOffset1767225600000,
    CreateDesk1767225600001,
    CreateFlags1767225600002,
    CreateOutages1767225600003,
    CreateRequests1767225600004,
  ],
});

/** What the process is connected to, from its start to its end. */
export interface Connections {
  kafka: ReturnType<typeof connectKafka>;
  /** For the fold and the outbox, so that no number of readers holds them up. */
  folding: DataSource;
  reading: DataSource;
  directory: Directory;
  publisher: Publisher;
  close(): Promise<void>;
}

export async function connect(config: DeskConfig, log: BusLog): Promise<Connections> {
  const kafka = connectKafka({
    brokers: config.kafkaBrokers,
    clientId: 'holdfast-desk',
    log,
    ...kafkaSecurity(config),
  });
  const folding = await openDatabase({ ...databaseSettings(config), poolSize: FOLDING_POOL });
  const reading = await openDatabase({ ...databaseSettings(config), poolSize: READING_POOL });
  const directory = new Directory(kafka, log);
  const publisher = new Publisher(kafka, { timeoutMs: PUBLISH_TIMEOUT_MS });
  await Promise.all([directory.start(), publisher.start()]);
  const close = async (): Promise<void> => {
    await Promise.all([directory.stop(), publisher.stop()]);
    await Promise.all([folding.destroy(), reading.destroy()]);
  };
  return { kafka, folding, reading, directory, publisher, close };
}

/** Lets go of the connections when everything that uses them has ended. */
export class Closing implements OnApplicationShutdown {
  constructor(private readonly connections: Connections) {}

  async onApplicationShutdown(): Promise<void> {
    await this.connections.close();
  }
}
