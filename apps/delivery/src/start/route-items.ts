import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets two items stand at one position, the routing and what it routes, under different keys; keeps who was ever given
 * a gated message, and what is to be said of that.
 */
export class RouteItems1767225600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of CHANGES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

const CHANGES = [
  `ALTER TABLE item
     ADD COLUMN bound boolean NOT NULL DEFAULT false,
     DROP CONSTRAINT item_pkey,
     ADD PRIMARY KEY (position, index)`,
  `UPDATE item SET bound = true WHERE kind IN ('enforcement-request', 'lead-pack')`,
  // The index is the gated message's. The position is empty once its delivery was stopped.
  `CREATE TABLE recipient (
     index bigint,
     partner text,
     position bigint,
     delivered_at text,
     PRIMARY KEY (index, partner)
   )`,
  // Of one gated message there is one thing to say for each recipient.
  `ALTER TABLE acknowledgement
     ADD COLUMN recipient text NOT NULL DEFAULT '',
     DROP CONSTRAINT acknowledgement_pkey,
     ADD PRIMARY KEY (index, recipient)`,
];

const BACK = [
  `DELETE FROM acknowledgement WHERE recipient <> ''`,
  'ALTER TABLE acknowledgement DROP COLUMN recipient, ADD PRIMARY KEY (index)',
  'DROP TABLE recipient',
  'DELETE FROM visibility USING item WHERE item.position = visibility.position AND item.position <> item.index AND visibility.key = ANY(item.keys)',
  'DELETE FROM item WHERE position <> index',
  'ALTER TABLE item DROP CONSTRAINT item_pkey, DROP COLUMN bound, ADD PRIMARY KEY (position)',
];
