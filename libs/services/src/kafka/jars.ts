import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, succeeds } from '../process/run.js';
import { projectRoot } from '../project-root.js';

const MAVEN_TIMEOUT_MS = 10 * 60_000;
const OLDEST_JAVA = 17;

export const kafkaFiles = join(projectRoot, 'libs/services/kafka');
const cache = join(projectRoot, '.cache/kafka-4.3.1');

/** Whether Kafka can run here: with a Java that is new enough, and jars that are there or that Maven can fetch. */
export async function canRunKafka(): Promise<boolean> {
  const [, java] = await run('java', ['--version'], 30_000).then(
    (printed) => /^\S+ (\d+)/.exec(printed) ?? [],
    () => [],
  );
  return Number(java) >= OLDEST_JAVA && (existsSync(cache) || succeeds('mvn', ['-v']));
}

/** The folder with Kafka's jars; fetched by Maven once, whole or not at all. */
export async function kafkaJars(progress: (line: string) => void): Promise<string> {
  if (existsSync(cache)) return cache;
  progress('Fetching Apache Kafka through Maven (44 MB, once) …');
  mkdirSync(dirname(cache), { recursive: true });
  const target = mkdtempSync(`${cache}-`);
  const goal = ['-B', '-q', '-f', join(kafkaFiles, 'pom.xml'), 'dependency:copy-dependencies'];
  try {
    await run('mvn', [...goal, '-DincludeScope=runtime', `-DoutputDirectory=${target}`], MAVEN_TIMEOUT_MS);
    chmodSync(target, 0o755);
    renameSync(target, cache);
  } catch (error) {
    // A parallel start may have been faster: its folder is as good.
    if (!existsSync(cache)) throw error;
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
  return cache;
}
