import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase, submission } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { readJson, seal } from '@holdfast/contracts';
import { checkpointText, printNote, signNote, TileEdge } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { receiptOf } from '../../apps/ledger/src/receipt/receipt-of.js';
import { LedgerState } from '../../apps/ledger/src/record/state/ledger-state.js';
import { ReadAhead } from '../../apps/ledger/src/record/read-ahead.js';
import { recordBatch } from '../../apps/ledger/src/record/record-batch.js';
import { restoreState } from '../../apps/ledger/src/record/state/restore-state.js';
import { MessageMac } from '../../apps/ledger/src/retention/message-mac.js';
import { ledgerSchema } from '../../apps/ledger/src/schema/ledger-schema.js';
import { foundLog, lockLog } from '../../apps/ledger/src/tree/log.js';
import { TileFiles } from '../../apps/ledger/src/tree/tiles/tile-files.js';
import { writeTiles } from '../../apps/ledger/src/tree/tiles/write-tiles.js';
import { testSigner } from '../../apps/ledger/test/test-ledger.js';
import { flagLines } from '../support/flags.js';
import { writeCurve } from '../support/curve.js';
import { figure, percentile } from '../support/report.js';
import type { BenchHub } from './bench-hub.js';

const BATCH = 1_000;
const WINDOWS = 50;
const SCHEMA = 'bench_growth';
const RECEIPTS = 1_000;

/** Five millions of entries in the full run: whether one costs more when there are many, and a receipt's time then. */
export async function measureGrowth({ ready }: BenchHub, scale: number): Promise<void> {
  const entries = scale === 1 ? 250_000 : 5_000_000;
  const settings = ledgerSchema(ready.databaseUrl, SCHEMA);
  await migrate(settings);
  const database = await openDatabase(settings);
  const home = mkdtempSync(join(tmpdir(), 'holdfast-growth-'));
  try {
    const costs = await grow(database, entries / WINDOWS);
    const share = mean(costs.slice(-WINDOWS / 5)) / mean(costs.slice(WINDOWS / 5, (2 * WINDOWS) / 5));
    figure('ledger_growth', share, 'of the second fifth', { most: 1.33 });
    console.log(`Cost per entry as the record grows: ${writeCurve('ledger-growth', costs, { entries, unit: 'µs' })}`);
    figure('receipt_p99', percentile(await receiptTimes(database, home, entries), 0.99), 'ms', { most: 20 });
  } finally {
    await database.query(`SET ROLE NONE; DROP SCHEMA ${SCHEMA} CASCADE`);
    await database.destroy();
    rmSync(home, { recursive: true, force: true });
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Microseconds per entry in each window; making the messages is not counted. */
async function grow(database: DataSource, perWindow: number): Promise<number[]> {
  const state = new LedgerState();
  await foundLog(database, testSigner.key);
  await restoreState(database, state);
  const runner = database.createQueryRunner();
  const client: PoolClient = await runner.connect();
  const costs: number[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    let spent = 0;
    for (let at = 0; at < perWindow / BATCH; at++) {
      const batch = records(`${window}-${at}`);
      const begun = performance.now();
      await record(client, state, batch);
      spent += performance.now() - begun;
    }
    costs.push((spent / perWindow) * 1_000);
  }
  await runner.release();
  return costs;
}

const secret = createSecretKey(randomBytes(32));
const mac = new MessageMac(() => [secret]);

async function record(client: PoolClient, state: LedgerState, batch: RecordBatch): Promise<void> {
  const ahead = new ReadAhead();
  await client.query('BEGIN');
  await lockLog(client);
  const submitted = batch.records.map((each) => ahead.of(batch, each));
  const recorded = await recordBatch(client, state, submitted, mac);
  await client.query('COMMIT');
  Object.assign(state, recorded.state);
}

function records(round: string): RecordBatch {
  const messages = flagLines(`growth-${round}`, BATCH).map((line, at) => {
    const { envelope, bytes } = seal(readJson(line), 'demo-treasury');
    const { key, headers } = submission(envelope, bytes, randomBytes(32));
    const place = { offset: String(at), timestamp: '1776152400000', attributes: 0 };
    return { key: Buffer.from(key), value: bytes, headers, ...place };
  });
  return { topic: 'holdfast.address-flags', partition: 0, records: messages };
}

/** Milliseconds that receipts take, of entries picked over the whole record, one after the other. */
async function receiptTimes(database: DataSource, home: string, size: number): Promise<number[]> {
  const log = { number: 1, origin: testSigner.key.name, key: '', base: 0, extensions: [] };
  const edge = await writeTiles({ database, log, files: new TileFiles(home, log) }, TileEdge.empty, size);
  const text = checkpointText({ origin: log.origin, size, root: edge.root(), extensions: [] });
  const note = printNote(signNote(text, [testSigner]));
  await database.query('UPDATE log SET checkpoint = $1, checkpoint_size = $2', [note, size]);
  const times: number[] = [];
  for (let at = 0; at < RECEIPTS; at++) {
    const index = Math.floor((at / RECEIPTS) * size);
    const [row]: { id: string }[] = await database.query('SELECT message_id AS id FROM body WHERE index = $1', [index]);
    const begun = performance.now();
    await receiptOf(database, home, { messageId: row?.id ?? '' });
    times.push(performance.now() - begun);
  }
  return times;
}
