import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase, RECORDED } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import type { Sealed } from '@holdfast/contracts';
import { loadConfig } from '@holdfast/platform';
import { findPostgres } from '@holdfast/services';
import { DeliveryConfig } from '../src/delivery.config.js';
import { FoldRecorded } from '../src/fold/fold-recorded.js';
import { databaseSettings } from '../src/start/connections.js';
import { recorded } from './recorded-messages.js';

const PLACE = { key: null, timestamp: '0', attributes: 0, offset: '0' };

/** The tables of delivery in a PostgreSQL of their own, and the fold that fills them, without Kafka. */
export async function deliveryTables() {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  const postgres = await findPostgres({ home, tests: true });
  const settings = databaseSettings(
    loadConfig(DeliveryConfig, { DATABASE_URL: postgres.url, KAFKA_BROKERS: 'none:1' }),
  );
  await migrate(settings);
  const database = await openDatabase(settings);
  const fold = new FoldRecorded();
  let next = 0;
  const tables = {
    database,
    /** Folds records as one batch. */
    async fold(...outgoing: OutgoingRecord[]): Promise<void> {
      const records = outgoing.map(({ value, headers }) => ({ ...PLACE, value, headers }));
      await database.transaction(async (manager) => {
        const client = await manager.queryRunner?.connect();
        const transaction = { manager, client, afterCommit: () => undefined };
        await fold.fold({ topic: RECORDED, partition: 0, records }, transaction);
      });
    },
    /** Folds messages as the next ones of the record, as one batch, and returns their indexes. */
    async record(...messages: Sealed[]): Promise<number[]> {
      const indexes = messages.map(() => next++);
      await tables.fold(...messages.map((message, at) => recorded(indexes[at] ?? -1, message)));
      return indexes;
    },
    /** Forgets everything. */
    async empty(): Promise<void> {
      next = 0;
      await database.query('TRUNCATE item, visibility, membership, recipient, acknowledgement, given');
      await database.query('UPDATE folded SET last_index = -1, membership_index = -1, erasure_index = -1');
    },
    /** The index of the next message. */
    nextIndex: () => next,
    async stop(): Promise<void> {
      await database.destroy();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return tables;
}
