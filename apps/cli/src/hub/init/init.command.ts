import { Command } from 'commander';
import { connectKafka, ensureTopics } from '@holdfast/bus';
import { kafkaSecurity, loadConfig, ProcessConfig } from '@holdfast/platform';
import { CommandFailed } from '../../output/command-failed.js';
import type { CommonOptions } from '../../settings.js';
import { migrateAll } from '../up/migrate.js';
import { found, isFounded } from './found.js';

interface InitOptions extends CommonOptions {
  migrate?: boolean;
  ifAbsent?: boolean;
}

/** `holdfast init`: founds a hub on the brokers and database of the environment. */
export function initCommand(common: (command: Command) => Command): Command {
  return common(
    new Command('init').description('founds a hub: topics, keys, and its organisation as the first message'),
  )
    .option('--migrate', 'brings the schemas up to date too')
    .option('--if-absent', 'succeeds without founding where a record exists')
    .addHelpText('after', '\nExample:\n  KAFKA_BROKERS=kafka:9092 DATABASE_URL=postgres://… holdfast init --migrate')
    .action((options: InitOptions) => init(options));
}

async function init({ home, migrate, ifAbsent, json }: InitOptions): Promise<void> {
  const config = loadConfig(ProcessConfig);
  const folder = home ?? config.home;
  const kafka = connectKafka({ brokers: config.kafkaBrokers, clientId: 'holdfast', ...kafkaSecurity(config) });
  await ensureTopics(kafka, { replicas: config.environment === 'production' ? 3 : 1 });
  if (migrate) await migrateAll(folder, {});
  const exists = await isFounded(kafka);
  if (exists && !ifAbsent) throw new CommandFailed('A record exists on these brokers: a hub is founded once');
  if (!exists) await found(kafka, folder, new Date());
  const text = exists ? 'A record exists; nothing was founded' : `Founded; the keys lie in ${folder}/keys`;
  process.stdout.write(json ? `${JSON.stringify({ founded: !exists })}\n` : `${text}\n`);
}
