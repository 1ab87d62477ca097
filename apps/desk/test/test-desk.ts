import { recordedEntry, migrate, openDatabase, tick } from '@holdfast/bus';
import type { OutgoingRecord, RecordBatch } from '@holdfast/bus';
import { canonical } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { FoldRecorded } from '../src/fold/fold-recorded.js';
import type { Said } from '../src/fold/said.js';
import { databaseSettings } from '../src/start/connections.js';
import { deskParts } from '../src/start/desk-parts.js';

type Message = RecordBatch['records'][number];

/** A desk on a schema of its own that folds what it is given without Kafka. */
export class TestDesk {
  private readonly recorded = new FoldRecorded(deskParts(), { wake: () => undefined });

  private constructor(readonly database: DataSource) {}

  static async open(databaseUrl: string, schema: string): Promise<TestDesk> {
    const settings = { ...databaseSettings({ databaseUrl }), schema };
    await migrate(settings);
    return new TestDesk(await openDatabase(settings));
  }

  /** One batch, in a transaction of its own. */
  async fold(...records: Message[]): Promise<void> {
    const runner = this.database.createQueryRunner();
    await runner.startTransaction();
    try {
      const client: PoolClient = await runner.connect();
      const batch = { topic: 'holdfast.recorded', partition: 0, records };
      await this.recorded.fold(batch, { manager: runner.manager, client, afterCommit: (then) => then() });
      await runner.commitTransaction();
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Every row of the tables that are folded, in an order of their own. */
  async tables(names: readonly string[]): Promise<Record<string, object[]>> {
    const rows = await Promise.all(
      names.map(async (name): Promise<[string, object[]]> => [
        name,
        await this.database.query(`SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY to_jsonb(t)::text`),
      ]),
    );
    return Object.fromEntries(rows);
  }

  async stop(): Promise<void> {
    await this.database.destroy();
  }
}

let offset = 0;

function messageOf({ value, headers }: OutgoingRecord): Message {
  const bytes = Object.entries(headers).map(([name, each]): [string, Buffer] => [name, Buffer.from(each)]);
  const place = { offset: String(offset++), timestamp: '1776152400000', attributes: 0 };
  return { key: Buffer.alloc(0), value, headers: Object.fromEntries(bytes), ...place };
}

/** What was said as it travels on `holdfast.recorded`, under an index of the record's. */
export function recordOf(index: number, { envelope, acceptedAt, contentHash }: Said, erases?: number[]): Message {
  const place = { topic: 'holdfast.test', partition: 0, offset: index, status: 'recorded' };
  const record = canonical({ acceptedAt, contentHash, envelopeHash: contentHash, ...place });
  const value = Buffer.from(canonical(envelope));
  const erasing = erases ? { erases } : {};
  return messageOf(recordedEntry({ index, value, record, salt: Buffer.alloc(32), headers: {}, ...erasing }));
}

/** A directory message that takes effect as it is recorded. */
export function statedOf(index: number, said: Said): Message {
  const { envelope, acceptedAt, contentHash } = said;
  const place = { topic: 'holdfast.test', partition: 0, offset: index, status: 'recorded' };
  const record = canonical({ acceptedAt, contentHash, envelopeHash: contentHash, ...place });
  const value = Buffer.from(canonical(envelope));
  return messageOf(recordedEntry({ index, value, record, salt: Buffer.alloc(32), headers: {}, effect: index }));
}

export const tickOf = (time: string, index: number): Message => messageOf(tick(time, index));
