import { Command } from 'commander';
import { settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { migrateAll } from '../up/migrate.js';

/** `holdfast migrate`: brings the schemas of all processes up to date. */
export function migrateCommand(common: (command: Command) => Command): Command {
  return common(new Command('migrate').description('brings the schemas of all processes to this build'))
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… KAFKA_BROKERS=… holdfast migrate')
    .action(async (options: CommonOptions) => {
      await migrateAll(settingsOf(options).home, {});
      process.stdout.write(options.json ? '{"migrated":true}\n' : 'The schemas are up to date\n');
    });
}
