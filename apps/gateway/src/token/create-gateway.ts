import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ids of assertions that were used for a token, until they would have expired anyway. */
export class CreateGateway1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE used_assertion (
        client text,
        jti text,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (client, jti)
      )`);
    await runner.query('CREATE INDEX used_assertion_expires_at ON used_assertion (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_assertion');
  }
}
