import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flags as they stand, and the facts that make them. */
export class CreateFlags1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE flag, flag_fact');
  }
}

const TABLES = [
  // Without a flag it waits for the one that it names.
  `CREATE TABLE flag_fact (
     index bigint PRIMARY KEY,
     flag uuid,
     about uuid NOT NULL,
     message_id uuid,
     type text NOT NULL,
     key text NOT NULL,
     fact jsonb NOT NULL
   )`,
  `CREATE UNIQUE INDEX flag_first ON flag_fact (about) WHERE type = 'first'`,
  `CREATE INDEX flag_changing ON flag_fact (flag) WHERE type IN ('version', 'assessment', 'revocation')`,
  `CREATE INDEX flag_hit ON flag_fact (flag) WHERE type = 'hit'`,
  'CREATE INDEX flag_version ON flag_fact (message_id) WHERE message_id IS NOT NULL',
  'CREATE INDEX flag_waiting ON flag_fact (about) WHERE flag IS NULL',
  'CREATE INDEX flag_waiting_since ON flag_fact (index) WHERE flag IS NULL',
  // What readers see stands ready as JSON, so that screening builds nothing.
  `CREATE TABLE flag (
     flag_id uuid PRIMARY KEY,
     sender text NOT NULL,
     account text,
     keys text[] NOT NULL,
     index bigint NOT NULL,
     standing text NOT NULL,
     valid_from text COLLATE "C" NOT NULL,
     valid_until text COLLATE "C" NOT NULL,
     answer_due_at text COLLATE "C",
     shown text NOT NULL,
     told text NOT NULL
   )`,
  `CREATE INDEX flag_standing ON flag (account, index) WHERE standing <> 'REVOKED' AND account IS NOT NULL`,
  `CREATE INDEX flag_disputed ON flag (answer_due_at) WHERE answer_due_at IS NOT NULL`,
];
