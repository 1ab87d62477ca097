import { connectKafka, Directory, openDatabase, Publisher } from '@holdfast/bus';
import type { BusLog, DatabaseSettings } from '@holdfast/bus';
import { kafkaSecurity } from '@holdfast/platform';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { GatewayConfig } from '../gateway.config.js';
import { CreateGateway1767225600000 } from '../token/create-gateway.js';

/** Where the gateway keeps its state. */
export const databaseSettings = ({ databaseUrl }: GatewayConfig): DatabaseSettings => ({
  url: databaseUrl,
  schema: 'gateway',
  migrations: [CreateGateway1767225600000],
});

/** What the process is connected to, from its start to its end. */
export interface Connections {
  publisher: Publisher;
  directory: Directory;
  database: DataSource;
  close(): Promise<void>;
}

export async function connect(config: GatewayConfig, log: BusLog): Promise<Connections> {
  const { kafkaBrokers: brokers } = config;
  const kafka = connectKafka({ brokers, clientId: 'holdfast-gateway', log, ...kafkaSecurity(config) });
  const database = await openDatabase(databaseSettings(config));
  const directory = new Directory(kafka, log);
  const publisher = new Publisher(kafka);
  await Promise.all([directory.start(), publisher.start()]);
  const close = async (): Promise<void> => {
    await Promise.all([publisher.stop(), directory.stop(), database.destroy()]);
  };
  return { publisher, directory, database, close };
}

/** Lets go of the connections when everything that uses them has ended. */
export class Closing implements OnApplicationShutdown {
  constructor(private readonly connections: Connections) {}

  async onApplicationShutdown(): Promise<void> {
    await this.connections.close();
  }
}
