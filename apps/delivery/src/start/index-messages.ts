import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the item of a message, and the one that was recorded at an index. */
export class IndexMessages1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE item ADD COLUMN message_id uuid;
      UPDATE item SET message_id = (convert_from(envelope, 'UTF8')::jsonb ->> 'messageId')::uuid;
      CREATE INDEX item_by_message ON item (message_id);
      CREATE INDEX item_by_index ON item (index);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE item DROP COLUMN message_id; DROP INDEX item_by_index');
  }
}
