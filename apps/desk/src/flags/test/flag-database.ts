import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '@holdfast/services';
import { DataSource } from 'typeorm';
import type { Said } from '../../fold/said.js';
import { CreateDesk1767225600001 } from '../../start/create-desk.js';
import { CreateFlags1767225600002 } from '../../start/create-flags.js';
import { Flags } from '../flags.js';

/** The flags' tables in a real database. */
export class FlagDatabase {
  private constructor(
    readonly database: DataSource,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<FlagDatabase> {
    const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
    const postgres = await findPostgres({ home, tests: true });
    const migrations = [CreateDesk1767225600001, CreateFlags1767225600002];
    const database = await new DataSource({ type: 'postgres', url: postgres.url, migrations }).initialize();
    await database.runMigrations();
    return new FlagDatabase(database, async () => {
      await database.destroy();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    });
  }

  async clear(): Promise<void> {
    await this.database.query('TRUNCATE flag, flag_fact');
  }

  /** Folds messages as one batch. */
  async fold(...said: Said[]): Promise<void> {
    await this.database.transaction((manager) => new Flags().fold(manager, said));
  }

  async erase(...said: Said[]): Promise<void> {
    await this.database.transaction((manager) =>
      new Flags().erase(
        manager,
        said.map(({ index }) => index),
      ),
    );
  }

  /** The last tick that was folded. */
  async tick(time: string): Promise<void> {
    await this.database.query('UPDATE progress SET tick = $1', [time]);
  }

  /** All rows of the tables. */
  async rows(): Promise<object> {
    const flags = await this.database.query('SELECT * FROM flag ORDER BY flag_id');
    return { flags, facts: await this.database.query('SELECT * FROM flag_fact ORDER BY index') };
  }

  /** The flags as readers see them, without the indexes. */
  async shown(): Promise<Record<string, unknown>[]> {
    const rows: { shown: string; told: string }[] = await this.database.query('SELECT * FROM flag ORDER BY flag_id');
    return rows.map(({ shown, told }) => {
      const { index: _, ...rest } = Object(JSON.parse(shown));
      return { ...rest, ...Object(JSON.parse(told)) };
    });
  }
}
