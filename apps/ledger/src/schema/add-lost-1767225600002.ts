import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SERVICE_ROLE } from './service-role.js';

/** What closed logs lost: the indexes whose entries can no longer be shown in the tree that was signed. */
export class AddLost1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lost (
        log smallint NOT NULL,
        first_index bigint NOT NULL,
        last_index bigint NOT NULL CHECK (last_index >= first_index),
        harm text NOT NULL,
        PRIMARY KEY (log, first_index)
      );
      CREATE TRIGGER lost_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON lost
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT SELECT, INSERT ON lost TO ${SERVICE_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lost');
  }
}
