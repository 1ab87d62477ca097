import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was recorded, once, and the keys under which it can be read; who held which key when; how far the fold came; and
 * which ranges were given to whom.
 */
export class CreateDelivery1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE given, folded, membership, visibility, item');
  }
}

const TABLES = [
  `CREATE TABLE item (
     position bigint PRIMARY KEY,
     index bigint NOT NULL,
     kind text NOT NULL,
     sender text NOT NULL,
     accepted_at text NOT NULL,
     keys text[] NOT NULL,
     envelope bytea NOT NULL
   )`,
  `CREATE TABLE visibility (
     key text,
     position bigint,
     kind text NOT NULL,
     PRIMARY KEY (key, position) INCLUDE (kind)
   )`,
  `CREATE TABLE membership (
     partner text,
     key text,
     from_index bigint,
     to_index bigint,
     PRIMARY KEY (partner, key, from_index)
   )`,
  // One row. A changed membership is noted by the index that changed it, so that readers know when to look again.
  `CREATE TABLE folded (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     last_index bigint NOT NULL DEFAULT -1,
     membership_index bigint NOT NULL DEFAULT -1,
     erasure_index bigint NOT NULL DEFAULT -1
   )`,
  'INSERT INTO folded DEFAULT VALUES',
  `CREATE TABLE given (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     partner text NOT NULL,
     channel text NOT NULL,
     from_position bigint NOT NULL,
     to_position bigint,
     opened_at timestamptz NOT NULL DEFAULT now(),
     closed_at timestamptz,
     keys text[] NOT NULL,
     kind_filter text
   )`,
  'CREATE INDEX given_partner ON given (partner, from_position)',
];
