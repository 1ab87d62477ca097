import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far the fold came; the directory's messages and since when they are in force; what was decided until it comes
 * back recorded.
 */
export class CreateDesk1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox, directory_message, progress');
  }
}

const TABLES = [
  // One row.
  `CREATE TABLE progress (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     last_index bigint NOT NULL DEFAULT -1,
     tick text
   )`,
  'INSERT INTO progress DEFAULT VALUES',
  'CREATE TABLE directory_message (index bigint PRIMARY KEY, since bigint, envelope bytea NOT NULL)',
  'CREATE INDEX directory_in_force ON directory_message (since) WHERE since IS NOT NULL',
  `CREATE TABLE outbox (
     at bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     message_id uuid NOT NULL UNIQUE,
     kind text NOT NULL,
     message text NOT NULL,
     published boolean NOT NULL DEFAULT false
   )`,
  'CREATE INDEX outbox_waiting ON outbox (at) WHERE NOT published',
];
