import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { rememberedPort } from '../process/free-port.js';
import { startGuarded } from '../process/guarded.js';
import type { Guarded } from '../process/guarded.js';
import { untilUnused } from '../process/in-use.js';
import { succeeds } from '../process/run.js';
import { untilReady } from '../process/until-ready.js';
import { clusterAnswers } from '../kafka/cluster-answers.js';
import { postgresAnswers } from '../postgres/answers.js';
import { keptPassword } from '../postgres/password.js';
import type { KafkaService, PostgresService } from '../service.js';
import { KAFKA_DATA, KAFKA_IMAGE, kafkaEnvironment } from './images.js';
import { POSTGRES_DATA, POSTGRES_IMAGE, postgresEnvironment } from './images.js';

const START_TIMEOUT_MS = 120_000;

/** A container: where its port and data are, its environment, and the signal that stops it in order. */
interface Container {
  folder: string;
  publish: [number, number];
  data: string;
  env: Record<string, string>;
  stopSignal: 'TERM' | 'INT';
}

/** The official Kafka image, in the foreground of a guarded `docker run`: the container ends with this process. */
export async function kafkaInDocker(folder: string): Promise<KafkaService> {
  const port = await rememberedPort(join(folder, 'port'));
  const env = kafkaEnvironment(port);
  const server = await runImage(KAFKA_IMAGE, {
    folder,
    publish: [port, port],
    data: KAFKA_DATA,
    env,
    stopSignal: 'TERM',
  });
  const logFile = logOf(folder);
  await untilReady('Kafka', () => clusterAnswers(port), { server, timeoutMs: START_TIMEOUT_MS, logFile });
  return { brokers: [`127.0.0.1:${port}`], source: 'docker', ...server };
}

/** The official PostgreSQL image, likewise. */
export async function postgresInDocker(folder: string): Promise<PostgresService> {
  const port = await rememberedPort(join(folder, 'port'));
  const password = keptPassword(join(folder, 'password'));
  const env = postgresEnvironment(password);
  const place = { folder, publish: [port, 5432], data: POSTGRES_DATA } satisfies Partial<Container>;
  const server = await runImage(POSTGRES_IMAGE, { ...place, env, stopSignal: 'INT' });
  const url = `postgres://holdfast:${password}@127.0.0.1:${port}/postgres`;
  const logFile = logOf(folder);
  await untilReady('PostgreSQL', () => postgresAnswers(url), { server, timeoutMs: START_TIMEOUT_MS, logFile });
  return { url, source: 'docker', ...server };
}

const logOf = (folder: string) => join(folder, 'docker.log');

/** One container and one volume for each folder; a container whose client was killed gives way to the next. */
async function runImage(image: string, { folder, publish, data, env, stopSignal }: Container): Promise<Guarded> {
  const inUse = await untilUnused(folder);
  const name = `holdfast-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  await succeeds('docker', ['rm', '-f', name], 30_000);
  // By name alone: a value would be seen in the list of processes.
  const variables = Object.keys(env).flatMap((variable) => ['-e', variable]);
  const place = ['--name', name, '-v', `${name}:${data}`, '-p', `127.0.0.1:${publish.join(':')}`];
  const command = ['docker', 'run', '--rm', ...place, ...variables, image];
  return startGuarded(command, { stopSignal, logFile: logOf(folder), inUse, env });
}
