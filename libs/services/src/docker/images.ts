import { succeeds } from '../process/run.js';

export const KAFKA_IMAGE = 'apache/kafka:4.3.1';
export const POSTGRES_IMAGE = 'postgres:18';
/** Where the images keep their data. */
export const KAFKA_DATA = '/var/lib/kafka/data';
export const POSTGRES_DATA = '/var/lib/postgresql';
const PULL_TIMEOUT_MS = 5 * 60_000;

/** Environment of the official Kafka image for one node that is reached on loopback under `port`. */
export function kafkaEnvironment(port: number): Record<string, string> {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://127.0.0.1:9093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:9093',
    KAFKA_LOG_DIRS: KAFKA_DATA,
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  };
}

/** Environment of the official PostgreSQL image. */
export function postgresEnvironment(password: string): Record<string, string> {
  return { POSTGRES_USER: 'holdfast', POSTGRES_DB: 'postgres', POSTGRES_PASSWORD: password };
}

/** Whether a Docker engine answers and has the image or can pull it. */
export async function dockerHas(image: string, progress: (line: string) => void = () => undefined): Promise<boolean> {
  if (!(await succeeds('docker', ['info']))) return false;
  if (await succeeds('docker', ['image', 'inspect', image])) return true;
  progress(`Pulling ${image} (once) …`);
  return succeeds('docker', ['pull', '-q', image], PULL_TIMEOUT_MS);
}
