import { randomBytes } from 'node:crypto';
import { freePort } from '../process/free-port.js';
import type { KafkaService, PostgresService } from '../service.js';
import { KAFKA_IMAGE, kafkaEnvironment, POSTGRES_IMAGE, postgresEnvironment } from './images.js';

/** Kafka by Testcontainers, for tests: its reaper removes the container however the test run ends. */
export async function kafkaInTestContainer(): Promise<KafkaService> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const port = await freePort();
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withEnvironment(kafkaEnvironment(port))
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { brokers: [`127.0.0.1:${port}`], source: 'testcontainers', stop: async () => void (await container.stop()) };
}

/** PostgreSQL by Testcontainers, likewise. */
export async function postgresInTestContainer(): Promise<PostgresService> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const password = randomBytes(24).toString('base64url');
  const container = await new GenericContainer(POSTGRES_IMAGE)
    .withEnvironment(postgresEnvironment(password))
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .start();
  const url = `postgres://holdfast:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`;
  return { url, source: 'testcontainers', stop: async () => void (await container.stop()) };
}
