import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomBytes } from 'node:crypto';
import { migrate, openDatabase, submission } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { readJson, seal } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readSubmitted } from '../../apps/ledger/src/judge/submitted.js';
import { COPIES } from '../../apps/ledger/src/record/copy/append.js';
import { assign } from '../../apps/ledger/src/record/assign.js';
import type { Entry } from '../../apps/ledger/src/record/assign.js';
import { knownBefore } from '../../apps/ledger/src/record/known-messages.js';
import { LedgerState } from '../../apps/ledger/src/record/state/ledger-state.js';
import { ReadAhead } from '../../apps/ledger/src/record/read-ahead.js';
import { recordBatch } from '../../apps/ledger/src/record/record-batch.js';
import { restoreState } from '../../apps/ledger/src/record/state/restore-state.js';
import { ledgerSchema } from '../../apps/ledger/src/schema/ledger-schema.js';
import { foundLog, lockLog } from '../../apps/ledger/src/tree/log.js';
import { testMac, testSigner } from '../../apps/ledger/test/test-ledger.js';
import { flagLines } from '../support/flags.js';
import { figure } from '../support/report.js';
import type { BenchHub } from './bench-hub.js';

const BATCH = 1_000;
const AT_A_TIME = 10;
const SCHEMA = 'bench_append';

/** A batch of the ledger from Kafka record to commit, without Kafka, beside raw COPY of the same rows. */
export async function measureAppend({ ready }: BenchHub, scale: number): Promise<void> {
  const settings = ledgerSchema(ready.databaseUrl, SCHEMA);
  await migrate(settings);
  const database = await openDatabase(settings);
  const state = new LedgerState();
  await foundLog(database, testSigner.key);
  await restoreState(database, state);
  const runner = database.createQueryRunner();
  const client: PoolClient = await runner.connect();
  const times = { own: 0, raw: 0 };
  const rounds = 4 * scale;
  for (let round = -1; round < rounds; round++) {
    const batches = Array.from({ length: AT_A_TIME }, (_, at) => records(round * AT_A_TIME + at));
    const own = await timed(() => recordAll(client, state, batches));
    const entries = await judged(client, state, batches);
    const raw = await timed(async () => {
      for (const each of entries) await copyRaw(client, each);
    });
    if (round < 0) continue;
    times.own += own;
    times.raw += raw;
  }
  await client.query(`SET ROLE NONE; DROP SCHEMA ${SCHEMA} CASCADE`);
  await runner.release();
  await database.destroy();
  const rate = (ms: number) => (rounds * AT_A_TIME * BATCH) / (ms / 1_000);
  figure('append_ledger', rate(times.own), 'entries/s');
  figure('append_raw_copy', rate(times.raw), 'entries/s');
  figure('append_share', (times.raw / times.own) * 100, '%', { least: 45 });
}

/** As the consumer does it: a batch is read while the one before it commits. */
async function recordAll(client: PoolClient, state: LedgerState, batches: readonly RecordBatch[]): Promise<void> {
  const ahead = new ReadAhead();
  for (const [at, batch] of batches.entries()) {
    const following = batches[at + 1];
    await Promise.all([record(client, state, batch, ahead), following && ahead.prepare(following)]);
  }
}

async function record(client: PoolClient, state: LedgerState, batch: RecordBatch, ahead: ReadAhead): Promise<void> {
  await client.query('BEGIN');
  await lockLog(client);
  const submitted = batch.records.map((each) => ahead.of(batch, each));
  const recorded = await recordBatch(client, state, submitted, testMac);
  await client.query('COMMIT');
  Object.assign(state, recorded.state);
}

/** The same entries for raw COPY, in a place of their own behind all that are recorded. */
async function judged(
  client: PoolClient,
  { directory }: LedgerState,
  batches: readonly RecordBatch[],
): Promise<Entry[][]> {
  const judgedOnes: Entry[][] = [];
  for (const batch of batches) {
    const submitted = batch.records.map((each) => readSubmitted(batch, each));
    const known = await knownBefore(client, [], { nextIndex: nextRaw, directory });
    nextRaw += submitted.length;
    judgedOnes.push(assign(submitted, known).entries);
  }
  return judgedOnes;
}

let nextRaw = 1_000_000_000;

/** The rows were judged and encoded before: what is timed is PostgreSQL taking them. */
async function copyRaw(client: PoolClient, entries: Entry[]): Promise<void> {
  const encoded = COPIES.map(({ into, encode }) => ({ into, bytes: encode(entries) }));
  await client.query('BEGIN');
  for (const { into, bytes } of encoded) {
    await pipeline(Readable.from([bytes]), client.query(copyFrom(`COPY ${into} FROM STDIN (FORMAT binary)`)));
  }
  await client.query('COMMIT');
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function records(round: number): RecordBatch {
  const lines = flagLines(`append-${round}`, BATCH);
  const messages = lines.map((line, at) => {
    const { envelope, bytes } = seal(readJson(line), 'demo-treasury');
    const { key, headers } = submission(envelope, bytes, randomBytes(32));
    return {
      key: Buffer.from(key),
      value: bytes,
      headers,
      offset: String(at),
      timestamp: '1776152400000',
      attributes: 0,
    };
  });
  return { topic: 'holdfast.address-flags', partition: 0, records: messages };
}
