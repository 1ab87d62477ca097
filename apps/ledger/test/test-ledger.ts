import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { migrate, openDatabase } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { ED25519, ed25519Signer } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { MessageMac } from '../src/retention/message-mac.js';
import { readSubmitted } from '../src/judge/submitted.js';
import { LedgerState } from '../src/record/state/ledger-state.js';
import { recordBatch } from '../src/record/record-batch.js';
import type { RecordedBatch } from '../src/record/record-batch.js';
import { restoreState } from '../src/record/state/restore-state.js';
import { ledgerSchema } from '../src/schema/ledger-schema.js';
import { foundLog } from '../src/tree/log.js';

export const TEST_ORIGIN = 'ledger.test/log';
export const testSigner = ed25519Signer(TEST_ORIGIN, ED25519, generateKeyPairSync('ed25519').privateKey);
const testSecret = createSecretKey(Buffer.alloc(32, 9));
export const testMac = new MessageMac(() => [testSecret]);

type Message = RecordBatch['records'][number];

/** A ledger on a schema of its own, which records what it is given without Kafka. */
export class TestLedger {
  readonly state = new LedgerState();

  private constructor(readonly database: DataSource) {}

  static async open(url: string, schema: string): Promise<TestLedger> {
    const settings = ledgerSchema(url, schema);
    await migrate(settings);
    const ledger = new TestLedger(await openDatabase(settings));
    await foundLog(ledger.database, testSigner.key);
    await restoreState(ledger.database, ledger.state);
    return ledger;
  }

  /** One batch of a topic, in a transaction of its own. */
  async record(topic: string, ...records: Message[]): Promise<RecordedBatch> {
    const submitted = records.map((each) => readSubmitted({ topic, partition: 0 }, each));
    const batch = await this.within((client) => recordBatch(client, this.state, submitted, testMac));
    Object.assign(this.state, batch.state);
    return batch;
  }

  async within<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const runner = this.database.createQueryRunner();
    await runner.startTransaction();
    try {
      const client: PoolClient = await runner.connect();
      const result = await work(client);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The values of a query's column `value`. */
  async column<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const rows: { value: T }[] = await this.database.query(sql, values);
    return rows.map(({ value }) => value);
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }
}
