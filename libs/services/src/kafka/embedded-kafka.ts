import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort, rememberedPort } from '../process/free-port.js';
import type { ChoosePort } from '../process/free-port.js';
import { startGuarded } from '../process/guarded.js';
import { untilUnused } from '../process/in-use.js';
import { untilBound } from '../process/until-bound.js';
import { untilReady } from '../process/until-ready.js';
import type { KafkaService } from '../service.js';
import { clusterAnswers } from './cluster-answers.js';
import { kafkaFiles, kafkaJars } from './jars.js';
import { serverProperties } from './server-properties.js';

const START_TIMEOUT_MS = 120_000;
const JVM = ['-Xmx256m', '-Xms64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData', '-Xshare:auto'];

/** How a Kafka is started; tests choose ports that are taken, and settings under which the brokers forget soon. */
export interface KafkaOptions {
  progress?: ((line: string) => void) | undefined;
  choosePort?: ChoosePort;
  settings?: Record<string, number>;
}

/** Apache Kafka as one KRaft node on loopback, with its data and its port under `folder`; ends with this process. */
export async function startKafka(folder: string, options: KafkaOptions = {}): Promise<KafkaService> {
  const jars = await kafkaJars(options.progress ?? (() => undefined));
  return untilBound(() => startOnce(resolve(folder), jars, options));
}

async function startOnce(
  home: string,
  jars: string,
  { choosePort = rememberedPort, settings = {} }: KafkaOptions,
): Promise<KafkaService> {
  const dataDir = join(home, 'data');
  mkdirSync(dataDir, { recursive: true });
  const inUse = await untilUnused(home);
  const broker = await choosePort(join(home, 'port'));
  const ports = { broker, controller: await freePort(broker + 1) };
  writeFileSync(join(home, 'server.properties'), serverProperties(ports, dataDir, settings));
  formatOnce(dataDir);

  const logFile = join(home, 'kafka.log');
  const logging = `-Dlog4j2.configurationFile=${join(kafkaFiles, 'log4j2.properties')}`;
  const options = [...JVM, '-Djava.awt.headless=true', logging, '-cp', `${jars}/*`];
  const command = ['java', ...options, 'kafka.Kafka', join(home, 'server.properties')];
  const server = await startGuarded(command, { stopSignal: 'TERM', logFile, inUse });
  const isReady = () => clusterAnswers(broker);
  await untilReady('Kafka', isReady, { server, timeoutMs: START_TIMEOUT_MS, logFile });
  return { brokers: [`127.0.0.1:${broker}`], source: 'embedded', ...server };
}

/** What the storage tool would write, without the start of a second JVM. */
function formatOnce(dataDir: string): void {
  const file = join(dataDir, 'meta.properties');
  if (existsSync(file)) return;
  writeFileSync(`${file}.new`, `version=1\ncluster.id=${clusterId()}\nnode.id=1\ndirectory.id=${clusterId()}\n`);
  renameSync(`${file}.new`, file);
}

const clusterId = () => randomBytes(16).toString('base64url').replace(/^-/, 'A');
