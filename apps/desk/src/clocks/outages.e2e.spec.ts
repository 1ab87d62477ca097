import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, CreateConsumerOffset1767225600000, migrate, openDatabase, Publisher } from '@holdfast/bus';
import { recordedEntry, tick } from '@holdfast/bus';
import type { OutgoingRecord, RecordBatch } from '@holdfast/bus';
import { canonical, HUB, readJson, seal } from '@holdfast/contracts';
import { newKey } from '@holdfast/platform';
import { findPostgres } from '@holdfast/services';
import type { DataSource } from 'typeorm';
import { example } from '../../../../libs/contracts/test/examples.js';
import { FoldRecorded } from '../fold/fold-recorded.js';
import { PublishOutbox } from '../outbox/publish-outbox.js';
import { CreateDesk1767225600001 } from '../start/create-desk.js';
import { CreateOutages1767225600003 } from '../start/create-outages.js';
import { isOutagePending, Outages, readOutages } from './outages.js';

const START = Date.parse('2026-04-14T07:00:00.000Z');
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let postgres: Awaited<ReturnType<typeof findPostgres>>;
let database: DataSource;
let fold: FoldRecorded;

beforeAll(async () => {
  postgres = await findPostgres({ home, tests: true });
  const migrations = [CreateConsumerOffset1767225600000, CreateDesk1767225600001, CreateOutages1767225600003];
  const settings = { url: postgres.url, schema: 'outages_test', migrations };
  await migrate(settings);
  database = await openDatabase(settings);
  // Nothing is published here: what was decided is read from the outbox.
  const kafka = connectKafka({ brokers: ['localhost:9'], clientId: 'test' });
  fold = new FoldRecorded([new Outages()], new PublishOutbox(database, new Publisher(kafka), newKey()));
}, 300_000);

afterAll(async () => {
  await database.destroy();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

beforeEach(async () => {
  await database.query('TRUNCATE outage, outage_pending, outbox');
  await database.query('UPDATE progress SET last_index = -1, tick = NULL');
});

/** Folds one batch as the server of batches does, in a transaction. */
async function batch(...records: OutgoingRecord[]): Promise<void> {
  const messages = records.map(({ value, headers }, offset): RecordBatch['records'][number] => ({
    key: null,
    value,
    headers,
    timestamp: '0',
    attributes: 0,
    offset: String(offset),
  }));
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  const transaction = { manager: runner.manager, client: await runner.connect(), afterCommit: () => undefined };
  await fold.fold({ topic: 'holdfast.recorded', partition: 0, records: messages }, transaction);
  await runner.commitTransaction();
  await runner.release();
}

const ticks = (...seconds: number[]): OutgoingRecord[] => seconds.map((second) => tick(at(second), -1));

/** As the ledger records it under an index. */
function recorded(index: number, message: unknown): OutgoingRecord {
  const { bytes, contentHash } = seal(message, HUB);
  const hash = contentHash.toString('hex');
  const place = { offset: index, partition: 0, topic: 'holdfast.outages' };
  const record = { acceptedAt: at(100), contentHash: hash, envelopeHash: hash, status: 'recorded', ...place };
  return recordedEntry({ index, value: bytes, record: canonical(record), salt: randomBytes(32), headers: {} });
}

/** What waits to be said, or to come back. */
async function outbox(): Promise<{ body: object; reference: string }[]> {
  const rows: { message: string }[] = await database.query('SELECT message FROM outbox ORDER BY at');
  return rows.map(({ message }) => Object(readJson(message)));
}

const byOperator = (from: number, to: number) => ({
  ...example('outage', 'full.v1'),
  body: { from: at(from), to: at(to), by: 'OPERATOR', reason: 'A fibre was cut' },
});

it('says that the hub was away when ticks are more than five seconds apart, and waits until that is recorded', async () => {
  await batch(...ticks(0, 0.5, 5.5));
  expect([await outbox(), await isOutagePending(database.manager)]).toEqual([[], false]);
  await batch(...ticks(10.501, 11));
  const [said, ...more] = await outbox();
  expect(said).toMatchObject({ reference: `outage/${at(5.5)}`, body: { from: at(5.5), to: at(10.501), by: 'DESK' } });
  expect([more, await isOutagePending(database.manager), await readOutages(database.manager)]).toEqual([[], true, []]);
  await batch(...ticks(11.5), recorded(0, said), ...ticks(12));
  expect([await outbox(), await isOutagePending(database.manager)]).toEqual([[], false]);
  expect(await readOutages(database.manager)).toEqual([{ from: at(5.5), to: at(10.501) }]);
});

it('says each of several, and waits until all of them are recorded', async () => {
  await batch(...ticks(0, 10, 10.5, 20));
  const [first, second] = await outbox();
  await batch(recorded(0, second));
  expect(await isOutagePending(database.manager)).toBe(true);
  await batch(recorded(1, first));
  expect(await isOutagePending(database.manager)).toBe(false);
  expect(await readOutages(database.manager)).toEqual([
    { from: at(0), to: at(10) },
    { from: at(10.5), to: at(20) },
  ]);
});

it('does not wait for what is recorded in the batch of the ticks that show it', async () => {
  await batch(...ticks(0, 10));
  const [said] = await outbox();
  await database.query('TRUNCATE outage_pending, outbox');
  await database.query('UPDATE progress SET tick = NULL');
  await batch(...ticks(0, 10), recorded(0, said), ...ticks(10.5));
  expect([await outbox(), await isOutagePending(database.manager)]).toEqual([[], false]);
});

it('takes the word of an operator, and keeps waiting for its own', async () => {
  await batch(...ticks(0, 10));
  await batch(recorded(0, byOperator(3, 8)));
  expect(await readOutages(database.manager)).toEqual([{ from: at(3), to: at(8) }]);
  expect(await isOutagePending(database.manager)).toBe(true);
});

it('sees no outage in a tick that comes late', async () => {
  await batch(...ticks(20, 12, 20.5));
  expect([await outbox(), await isOutagePending(database.manager)]).toEqual([[], false]);
});

it('keeps an outage whose message is erased', async () => {
  await batch(recorded(0, byOperator(3, 8)));
  const { headers, ...erasure } = recorded(1, byOperator(9, 10));
  await batch({ ...erasure, headers: { ...headers, 'holdfast-erases': '0' } });
  expect(await readOutages(database.manager)).toHaveLength(2);
});
