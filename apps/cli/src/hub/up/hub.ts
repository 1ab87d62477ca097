import { join } from 'node:path';
import { connectKafka, ensureTopics } from '@holdfast/bus';
import { HUB } from '@holdfast/contracts';
import { readKey } from '@holdfast/platform';
import { findKafka, findPostgres, freePort, startServices } from '@holdfast/services';
import type { KafkaService, PostgresService } from '@holdfast/services';
import { HubClient } from '../../client/hub-client.js';
import { found, isFounded } from '../init/found.js';
import { keyPath } from '../../settings.js';
import { startProcess, Supervised } from './child.js';
import type { ProcessName, ProcessSettings } from './child.js';
import { addDemoMembers } from './demo.js';
import { KeptService } from './kept-service.js';
import { migrateAll, PROCESSES } from './migrate.js';
import { untilFounded, untilReady } from './until-ready.js';

/** A hub on this machine: its services and its processes. */
export interface RunningHub {
  url: string;
  kafka: KafkaService;
  postgres: PostgresService;
  processes: Supervised[];
  stop(): Promise<void>;
}

/** Brings up everything on one machine, each step after what it needs; `say` tells what is being done. */
export async function startHub(options: {
  home: string;
  port: number;
  demo: boolean;
  say: (line: string) => void;
}): Promise<RunningHub> {
  const { home, port, demo, say } = options;
  say('Starting Kafka and PostgreSQL …');
  const { kafka, postgres } = await startServices({ home, progress: say });
  const services = [
    new KeptService('PostgreSQL', postgres, () => findPostgres({ home }), say),
    new KeptService('Kafka', kafka, () => findKafka({ home }), say),
  ];
  const running: Supervised[] = [];
  const stop = async () => {
    for (const each of running.toReversed()) await each.stop();
    await Promise.all(services.map((each) => each.stop()));
  };
  try {
    const ports = await portsFrom(port);
    const settings = settingsOf({ home, kafka, postgres, ports });
    say('Preparing topics and schemas …');
    await Promise.all([prepareTopics(kafka.brokers, home, say), migrateAll(home, settings)]);

    say('Starting ledger, desk, delivery and gateway …');
    running.push(...PROCESSES.map((name) => supervise(name, { settings, port: ports[name], home, say })));
    await Promise.all(PROCESSES.map((name) => untilReady(name, `http://127.0.0.1:${ports[name]}`, logOf(home, name))));

    const url = `http://127.0.0.1:${ports.gateway}`;
    const operator = new HubClient(url, HUB, readKey(keyPath(home, 'operator-1')));
    await untilFounded(operator);
    if (demo) await addDemoMembers(operator, readKey(keyPath(home, 'operator-2')), home);
    return { url, kafka, postgres, processes: running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function portsFrom(first: number): Promise<Record<ProcessName, number>> {
  return {
    gateway: await freePort(first),
    ledger: await freePort(first + 1),
    delivery: await freePort(first + 2),
    desk: await freePort(first + 3),
  };
}

function settingsOf({
  home,
  kafka,
  postgres,
  ports,
}: {
  home: string;
  kafka: KafkaService;
  postgres: PostgresService;
  ports: Record<ProcessName, number>;
}): ProcessSettings {
  return {
    KAFKA_BROKERS: kafka.brokers.join(','),
    DATABASE_URL: postgres.url,
    HOLDFAST_HOME: home,
    HOLDFAST_LEDGER_URL: `http://127.0.0.1:${ports.ledger}`,
    HOLDFAST_DELIVERY_URL: `http://127.0.0.1:${ports.delivery}`,
    HOLDFAST_DESK_URL: `http://127.0.0.1:${ports.desk}`,
    HOLDFAST_LOG_NAME: `127.0.0.1:${ports.gateway}/ledger`,
  };
}

const logOf = (home: string, name: ProcessName) => join(home, 'logs', `${name}.log`);

function supervise(
  name: ProcessName,
  { settings, port, home, say }: { settings: ProcessSettings; port: number; home: string; say: (line: string) => void },
): Supervised {
  const own = { ...settings, HOLDFAST_PORT: String(port) };
  return new Supervised(name, () => startProcess(name, { settings: own, logFile: logOf(home, name) }), say);
}

async function prepareTopics(brokers: string[], home: string, say: (line: string) => void): Promise<void> {
  const kafka = connectKafka({ brokers, clientId: 'holdfast' });
  await ensureTopics(kafka);
  if (await isFounded(kafka)) return;
  say('Founding the hub: keys and first message …');
  await found(kafka, home, new Date());
}
