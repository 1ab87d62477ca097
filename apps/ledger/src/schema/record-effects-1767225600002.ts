import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which message takes effect at an entry: its own, or the one that it approves; and who signed what, so that everything
 * signed with a compromised key is found at once.
 */
export class RecordEffects1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE entry ADD COLUMN effect bigint;
      UPDATE entry SET effect = index WHERE directory_key IS NOT NULL;
      CREATE INDEX entry_by_effect ON entry (effect) WHERE effect IS NOT NULL;

      CREATE TABLE signed (
        partner text NOT NULL,
        kid text NOT NULL,
        index bigint NOT NULL,
        PRIMARY KEY (partner, kid, index)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signed; ALTER TABLE entry DROP COLUMN effect');
  }
}
