import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record: `entry` stays for ever, `body` beside it is what an erasure may delete. */
export class CreateLedger1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log (
        id smallint PRIMARY KEY CHECK (id = 1),
        next_index bigint NOT NULL
      );
      INSERT INTO log VALUES (1, 0);

      CREATE TABLE entry (
        index bigint PRIMARY KEY,
        message_id uuid,
        sender text,
        kind text,
        version smallint,
        status text NOT NULL,
        reason text,
        content_hash bytea NOT NULL,
        envelope_hash bytea NOT NULL,
        accepted_at timestamptz NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        kafka_offset bigint NOT NULL,
        directory_key text,
        tree_entry bytea NOT NULL
      );
      CREATE INDEX entry_by_message ON entry (message_id) WHERE message_id IS NOT NULL;
      CREATE INDEX entry_by_directory_key ON entry (directory_key, index) WHERE directory_key IS NOT NULL;

      CREATE TABLE body (
        index bigint PRIMARY KEY,
        salt bytea NOT NULL,
        envelope bytea NOT NULL
      );

      CREATE TABLE duplicate (
        topic text NOT NULL,
        partition integer NOT NULL,
        kafka_offset bigint NOT NULL,
        index bigint NOT NULL,
        PRIMARY KEY (topic, partition, kafka_offset)
      );
      CREATE INDEX duplicate_by_index ON duplicate (index);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE duplicate, body, entry, log');
  }
}
