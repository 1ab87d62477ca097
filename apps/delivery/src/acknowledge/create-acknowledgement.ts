import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the hub is to say of conflicts, until its topic holds it: what was said is deleted. */
export class CreateAcknowledgement1767225600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE acknowledgement (index bigint PRIMARY KEY, message text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE acknowledgement');
  }
}
