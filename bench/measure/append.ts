import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomBytes } from 'node:crypto';
import { CreateConsumerOffset1767225600000, migrate, openDatabase, submission } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import { readJson, seal } from '@holdfast/contracts';
import { StatedDirectory } from '@holdfast/policy';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readSubmitted } from '../../apps/ledger/src/judge/submitted.js';
import { append, COPIES } from '../../apps/ledger/src/record/append.js';
import { assign } from '../../apps/ledger/src/record/assign.js';
import type { Entry } from '../../apps/ledger/src/record/assign.js';
import { knownBefore } from '../../apps/ledger/src/record/known-messages.js';
import { CreateLedger1767225600001 } from '../../apps/ledger/src/schema/create-ledger-1767225600001.js';
import { RecordEffects1767225600002 } from '../../apps/ledger/src/schema/record-effects-1767225600002.js';
import { flagLines } from '../support/flags.js';
import { figure } from '../support/report.js';
import type { BenchHub } from './bench-hub.js';

const BATCH = 1_000;
const SCHEMA = 'bench_append';

/** A batch of the ledger from Kafka record to commit, without Kafka, beside raw COPY of the same rows. */
export async function measureAppend({ ready }: BenchHub, scale: number): Promise<void> {
  const migrations = [CreateConsumerOffset1767225600000, CreateLedger1767225600001, RecordEffects1767225600002];
  const settings = { url: ready.databaseUrl, schema: SCHEMA, migrations };
  await migrate(settings);
  const database = await openDatabase(settings);
  const runner = database.createQueryRunner();
  const client: PoolClient = await runner.connect();
  const times = { own: 0, raw: 0 };
  const rounds = 20 * scale;
  for (let round = -3; round < rounds; round++) {
    const batch = records(round);
    const own = await timed(async () => void (await record(client, batch)));
    const entries = await judged(client, records(rounds * 2 + round));
    const raw = await timed(() => copyRaw(client, entries));
    if (round < 0) continue;
    times.own += own;
    times.raw += raw;
  }
  await client.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  await runner.release();
  await database.destroy();
  const rate = (ms: number) => (rounds * BATCH) / (ms / 1_000);
  figure('append_ledger', rate(times.own), 'entries/s');
  figure('append_raw_copy', rate(times.raw), 'entries/s');
  figure('append_share', (times.raw / times.own) * 100, '%', { least: 45 });
}

async function record(client: PoolClient, batch: RecordBatch): Promise<Entry[]> {
  await client.query('BEGIN');
  const submitted = batch.records.map((each) => readSubmitted(batch, each));
  const known = await knownBefore(
    client,
    submitted.flatMap(({ envelope }) => envelope ?? []),
    StatedDirectory.empty,
  );
  const { entries, duplicates } = assign(submitted, known);
  await append(client, entries, duplicates);
  await client.query('UPDATE log SET next_index = $1 WHERE id = 1', [known.nextIndex]);
  await client.query('COMMIT');
  return entries;
}

async function judged(client: PoolClient, batch: RecordBatch): Promise<Entry[]> {
  const submitted = batch.records.map((each) => readSubmitted(batch, each));
  await client.query('BEGIN');
  const known = await knownBefore(client, [], StatedDirectory.empty);
  await client.query('UPDATE log SET next_index = $1 WHERE id = 1', [known.nextIndex + submitted.length]);
  await client.query('COMMIT');
  return assign(submitted, known).entries;
}

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
