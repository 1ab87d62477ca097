import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SERVICE_ROLE } from './service-role.js';

/** What is only ever added to: whoever reaches the database as the service cannot change what was recorded. */
const APPENDED = ['entry', 'duplicate', 'tile', 'erased'];

/**
 * The record: `entry` stays for ever and says nothing of its message but its place; `body` beside it holds all that can
 * be read or guessed, and is what an erasure deletes.
 */
export class CreateLedger1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(UNCHANGING);
    for (const table of APPENDED) await runner.query(keep(table, 'UPDATE OR DELETE OR TRUNCATE'));
    await runner.query(keep('body', 'UPDATE OR TRUNCATE'));
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased, tile, signed, duplicate, body, entry, log; DROP FUNCTION refuse_change');
  }
}

const TABLES = `
  CREATE TABLE log (
    number smallint PRIMARY KEY,
    origin text NOT NULL UNIQUE,
    key text NOT NULL,
    base bigint NOT NULL,
    next_index bigint NOT NULL,
    closed boolean NOT NULL DEFAULT false,
    extensions text[] NOT NULL DEFAULT '{}',
    checkpoint text,
    checkpoint_size bigint NOT NULL DEFAULT 0
  );

  CREATE TABLE entry (
    index bigint PRIMARY KEY,
    status text NOT NULL,
    reason text,
    topic text NOT NULL,
    partition integer NOT NULL,
    kafka_offset bigint NOT NULL,
    directory_key text,
    effect bigint,
    tree_entry bytea NOT NULL
  );
  CREATE INDEX entry_by_directory_key ON entry (directory_key, index) WHERE directory_key IS NOT NULL;
  CREATE INDEX entry_set_aside ON entry (index) WHERE status <> 'recorded';
  CREATE INDEX entry_by_effect ON entry (effect) WHERE effect IS NOT NULL;

  CREATE TABLE body (
    index bigint PRIMARY KEY,
    message_id uuid,
    target uuid,
    sender text,
    kind text,
    version smallint,
    accepted_at timestamptz NOT NULL,
    content_hash bytea NOT NULL,
    envelope_hash bytea NOT NULL,
    salt bytea NOT NULL,
    envelope bytea NOT NULL
  );
  CREATE INDEX body_by_message ON body (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX body_by_target ON body (target) WHERE target IS NOT NULL;

  CREATE TABLE duplicate (
    topic text NOT NULL,
    partition integer NOT NULL,
    kafka_offset bigint NOT NULL,
    index bigint NOT NULL,
    PRIMARY KEY (topic, partition, kafka_offset)
  );
  CREATE INDEX duplicate_by_index ON duplicate (index);

  CREATE TABLE signed (
    partner text NOT NULL,
    kid text NOT NULL,
    index bigint NOT NULL,
    PRIMARY KEY (partner, kid, index)
  );
  CREATE INDEX signed_by_index ON signed (index);

  CREATE TABLE tile (
    log smallint NOT NULL,
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
    PRIMARY KEY (log, level, index)
  );

  CREATE TABLE erased (
    index bigint PRIMARY KEY,
    message_mac bytea,
    erasure bigint NOT NULL
  );
  CREATE INDEX erased_by_erasure ON erased (erasure);
  CREATE INDEX erased_by_message ON erased (message_mac) WHERE message_mac IS NOT NULL;`;

const UNCHANGING = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% of % is refused: the record is only added to', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END $$`;

const keep = (table: string, events: string) => `
  CREATE TRIGGER ${table}_is_kept BEFORE ${events} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;

/** The role may exist, made by whoever runs the database; roles belong to a whole server. */
const GRANTS = `
  DO $$ BEGIN
    CREATE ROLE ${SERVICE_ROLE} NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
  END $$;
  DO $$ BEGIN
    BEGIN
      EXECUTE format('GRANT ${SERVICE_ROLE} TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${SERVICE_ROLE}', current_schema());
  END $$;
  GRANT SELECT, INSERT ON entry, body, duplicate, signed, tile, erased, log, consumer_offset TO ${SERVICE_ROLE};
  GRANT UPDATE ON consumer_offset TO ${SERVICE_ROLE};
  GRANT UPDATE (next_index, closed, checkpoint, checkpoint_size) ON log TO ${SERVICE_ROLE};
  GRANT DELETE ON body, signed TO ${SERVICE_ROLE}`;
