import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gated messages with what became of them; which of them each message is about; and what waits for a message that has
 * not come yet.
 */
export class CreateRequests1767225600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE waiting, about, request');
  }
}

const TABLES = [
  // The envelope never changes and lies apart from the state (TOAST), so that a new state does not write it anew.
  `CREATE TABLE request (
     id uuid PRIMARY KEY,
     index bigint NOT NULL,
     version bigint NOT NULL,
     sender text NOT NULL,
     recipients text[] NOT NULL,
     type text NOT NULL,
     case_number text,
     is_open boolean NOT NULL,
     due_at text,
     content_hash text NOT NULL,
     envelope bytea NOT NULL,
     state jsonb NOT NULL
   )`,
  'CREATE INDEX request_due ON request (due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX request_of_sender ON request (sender, index)',
  'CREATE INDEX request_of_recipient ON request USING gin (recipients)',
  'CREATE UNIQUE INDEX request_by_index ON request (index)',
  'CREATE TABLE about (message_id uuid PRIMARY KEY, request uuid NOT NULL, index bigint NOT NULL)',
  'CREATE INDEX about_index ON about (index)',
  `CREATE TABLE waiting (
     target uuid NOT NULL,
     index bigint NOT NULL,
     accepted_at text NOT NULL,
     content_hash text NOT NULL,
     envelope bytea NOT NULL,
     PRIMARY KEY (target, index)
   )`,
  'CREATE INDEX waiting_index ON waiting (index)',
];
