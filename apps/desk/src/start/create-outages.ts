import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outages that are recorded, and those that were seen and are not recorded yet. */
export class CreateOutages1767225600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE outage (index bigint PRIMARY KEY, from_at text NOT NULL, to_at text NOT NULL)');
    await runner.query('CREATE TABLE outage_pending (from_at text PRIMARY KEY, to_at text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outage_pending, outage');
  }
}
