import { randomBytes } from 'node:crypto';
import { freePort } from '../process/free-port.js';
import { startGuarded } from '../process/guarded.js';
import type { Guarded } from '../process/guarded.js';
import { untilReady } from '../process/until-ready.js';
import { clusterAnswers } from '../kafka/cluster-answers.js';
import { postgresAnswers } from '../postgres/answers.js';
import type { KafkaService, PostgresService } from '../service.js';
import { KAFKA_IMAGE, kafkaEnvironment, POSTGRES_IMAGE, postgresEnvironment } from './images.js';

const START_TIMEOUT_MS = 120_000;

/** The official Kafka image, in the foreground of a guarded `docker run`: the container ends with this process. */
export async function kafkaInDocker(logFile: string): Promise<KafkaService> {
  const port = await freePort();
  const server = await runImage(KAFKA_IMAGE, { publish: [port, port], env: kafkaEnvironment(port), logFile });
  await untilReady('Kafka', () => clusterAnswers(port), { ended: server.ended, timeoutMs: START_TIMEOUT_MS, logFile });
  return { brokers: [`127.0.0.1:${port}`], source: 'docker', ...server };
}

/** The official PostgreSQL image, likewise. */
export async function postgresInDocker(logFile: string): Promise<PostgresService> {
  const port = await freePort();
  const password = randomBytes(24).toString('base64url');
  const server = await runImage(POSTGRES_IMAGE, { publish: [port, 5432], env: postgresEnvironment(password), logFile });
  const url = `postgres://holdfast:${password}@127.0.0.1:${port}/postgres`;
  await untilReady('PostgreSQL', () => postgresAnswers(url), {
    ended: server.ended,
    timeoutMs: START_TIMEOUT_MS,
    logFile,
  });
  return { url, source: 'docker', ...server };
}

function runImage(
  image: string,
  {
    publish: [host, inside],
    env,
    logFile,
  }: { publish: [number, number]; env: Record<string, string>; logFile: string },
): Promise<Guarded> {
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const command = ['docker', 'run', '--rm', '-p', `127.0.0.1:${host}:${inside}`, ...variables, image];
  return startGuarded(command, { stopSignal: 'TERM', logFile });
}
