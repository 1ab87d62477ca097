import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each consumer of a process stands: moved in the transaction of the effect, and in no other way. */
export class CreateConsumerOffset1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consumer_offset (
        consumer text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        next_offset bigint NOT NULL,
        PRIMARY KEY (consumer, topic, partition)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consumer_offset');
  }
}
