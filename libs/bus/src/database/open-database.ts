import { DataSource } from 'typeorm';
import type { MigrationInterface } from 'typeorm';

/** A class with one migration; TypeORM orders them by the time in their names. */
export type Migration = new () => MigrationInterface;

/** Where a process keeps its state. */
export interface DatabaseSettings {
  url: string;
  schema: string;
  migrations: Migration[];
  poolSize?: number;
  /** Whose rights the connections have, when those are fewer than their user's; migrations run with the user's. */
  role?: string;
}

/** Opens the schema of one process, which is the search path of all its connections. Migrates nothing by itself. */
export async function openDatabase(settings: DatabaseSettings): Promise<DataSource> {
  const { url, schema, migrations, poolSize = 10, role } = settings;
  const acting = role === undefined ? '' : ` -c role=${role}`;
  const database = new DataSource({
    type: 'postgres',
    url,
    schema,
    migrations,
    poolSize,
    migrationsTransactionMode: 'each',
    connectTimeoutMS: 5_000,
    applicationName: `holdfast-${schema}`,
    extra: { options: `-c search_path=${schema} -c lock_timeout=5s -c timezone=UTC${acting}`, keepAlive: true },
  });
  return database.initialize();
}

/** Creates the schema where it is missing and brings it to this build's shape. */
export async function migrate({ role: _role, ...settings }: DatabaseSettings): Promise<void> {
  const database = await openDatabase(settings);
  try {
    await database.query(`CREATE SCHEMA IF NOT EXISTS "${settings.schema}"`);
    await database.runMigrations();
  } finally {
    await database.destroy();
  }
}
