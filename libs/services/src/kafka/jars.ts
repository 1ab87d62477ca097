import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../process/run.js';
import { projectRoot } from '../project-root.js';

const MAVEN_TIMEOUT_MS = 10 * 60_000;

export const kafkaFiles = join(projectRoot, 'libs/services/kafka');
const cache = join(projectRoot, '.cache/kafka-4.3.1');

/** The folder with Kafka's jars; fetched by Maven once, whole or not at all. */
export async function kafkaJars(progress: (line: string) => void): Promise<string> {
  if (existsSync(cache)) return cache;
  progress('Fetching Apache Kafka through Maven (44 MB, once) …');
  mkdirSync(dirname(cache), { recursive: true });
  const target = mkdtempSync(`${cache}-`);
  const goal = ['-B', '-q', '-f', join(kafkaFiles, 'pom.xml'), 'dependency:copy-dependencies'];
  await run('mvn', [...goal, '-DincludeScope=runtime', `-DoutputDirectory=${target}`], MAVEN_TIMEOUT_MS);
  // A parallel start may have been faster: its folder is as good.
  if (existsSync(cache)) rmSync(target, { recursive: true });
  else renameSync(target, cache);
  return cache;
}
