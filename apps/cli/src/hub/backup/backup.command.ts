import { Command } from 'commander';
import { loadConfig, ProcessConfig } from '@holdfast/platform';
import { Client } from 'pg';
import type { CommonOptions } from '../../settings.js';
import { readManifest } from './manifest.js';
import { publishedSince } from './published-since.js';
import { restoreBackup } from './restore-backup.js';
import { writeBackup } from './write-backup.js';

/** `holdfast backup`: the tables as of one moment, while the hub runs. */
export function backupCommand(common: (command: Command) => Command): Command {
  return common(new Command('backup').description('writes the tables of the hub to a folder, while it runs'))
    .argument('<folder>', 'new folder')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… KAFKA_BROKERS=… holdfast backup /backups/2026-11-25')
    .action(async (folder: string, { json }: CommonOptions) => {
      const manifest = await withDatabase((client) => writeBackup(client, folder, say));
      const { lastIndex, tables } = manifest;
      const text = `${folder} holds ${tables.length} tables up to index ${lastIndex}; the keys are not in it\n`;
      process.stdout.write(json ? `${JSON.stringify(manifest)}\n` : text);
    });
}

/** `holdfast restore`: a backup into an empty, migrated database; the ledger catches up from Kafka when it starts. */
export function restoreCommand(common: (command: Command) => Command): Command {
  return common(new Command('restore').description('brings a backup into an empty database; the hub must not run'))
    .argument('<folder>', 'the backup')
    .addHelpText(
      'after',
      '\nExample:\n  DATABASE_URL=postgres://… KAFKA_BROKERS=… holdfast restore /backups/2026-11-25',
    )
    .action(async (folder: string, { json }: CommonOptions) => {
      const manifest = readManifest(folder);
      const since = await publishedSince();
      await withDatabase((client) => restoreBackup(client, folder, { manifest, since, progress: say }));
      const answer = { lastIndex: manifest.lastIndex, published: since.lastIndex };
      const text = `Restored up to index ${answer.lastIndex}; Kafka holds the record up to ${answer.published}\n`;
      process.stdout.write(json ? `${JSON.stringify(answer)}\n` : text);
    });
}

const say = (table: string) => void process.stderr.write(`${table}\n`);

async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: loadConfig(ProcessConfig).databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
