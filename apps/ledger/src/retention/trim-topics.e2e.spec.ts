import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, Publisher, RECORDED, TopicOffsets, topicSpecs } from '@holdfast/bus';
import type { OutgoingRecord, RecordBatch } from '@holdfast/bus';
import { findPostgres, startKafka } from '@holdfast/services';
import { foundingRecords } from '../../test/people.js';
import { LedgerBench } from '../../test/running-ledger.js';
import { erasureRecord, flagRecord } from '../../test/traffic.js';
import { until } from '../../test/until.js';
import { LedgerState } from '../record/state/ledger-state.js';
import { restoreState } from '../record/state/restore-state.js';
import { TrimTopics } from './trim-topics.js';

const FLAGS = 'holdfast.address-flags';
const SECRET = 'ZZ-2026-SECRET';
const RETENTION_MS = 3_000;
const CHECK_MS = 200;

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let services: Parameters<typeof LedgerBench.open>[0];
let bench: LedgerBench;
let publisher: Publisher;
let offsets: TopicOffsets;

beforeAll(async () => {
  const settings = { 'log.retention.check.interval.ms': CHECK_MS, 'log.initial.task.delay.ms': CHECK_MS };
  const [kafka, postgres] = await Promise.all([
    startKafka(join(home, 'kafka'), { settings }),
    findPostgres({ home, tests: true }),
  ]);
  const stop = async () => void (await Promise.all([kafka.stop(), postgres.stop()]));
  services = { kafka, postgres, stop };
  bench = await LedgerBench.open(services, home);
  const connection = connectKafka({ brokers: kafka.brokers, clientId: 'test' });
  [publisher, offsets] = [new Publisher(connection, { timeoutMs: 60_000 }), new TopicOffsets(connection)];
  await offsets.start();
}, 300_000);

afterAll(async () => {
  await Promise.all([bench.close(), publisher.stop(), offsets.stop()]);
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

/** A record of the tests, on its way to the brokers. */
function on(topic: string, { key, value, headers = {} }: RecordBatch['records'][number]): OutgoingRecord {
  return { topic, key: String(key), value, headers: Object(headers) };
}

/** Days become seconds: the topics keep everything else that they are made with. */
async function shorten(names: readonly string[], own: Record<string, string>): Promise<void> {
  const admin = connectKafka({ brokers: services.kafka.brokers, clientId: 'test' }).admin();
  await admin.connect();
  const resources = topicSpecs()
    .filter(({ topic }) => names.includes(topic))
    .map(({ topic, settings }) => ({
      type: 2,
      name: topic,
      configEntries: Object.entries({ ...settings, 'segment.ms': '500', 'file.delete.delay.ms': '0', ...own }).map(
        ([name, value]) => ({ name, value }),
      ),
    }));
  await admin.alterConfigs({ validateOnly: false, resources });
  await admin.disconnect();
}

/** The topics in whose files the text lies, whatever the broker would still give. */
function topicsWith(text: string): string[] {
  const data = join(home, 'kafka', 'data');
  const folders = readdirSync(data).filter((name) => name.startsWith('holdfast.'));
  return folders.filter((folder) => filesIn(join(data, folder)).some((bytes) => bytes.includes(text))).toSorted();
}

/** A segment may go while it is looked for. */
function filesIn(folder: string): Buffer[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log') || name.endsWith('.deleted'))
    .flatMap((name) => {
      try {
        return [readFileSync(join(folder, name))];
      } catch {
        return [];
      }
    });
}

it('holds an erased message on no topic for longer than the retention of the record and the trimming of the kinds', async () => {
  const { organisation, officers } = foundingRecords();
  const secret = flagRecord('secret', {}, { case: { number: SECRET } });
  await publisher.publish([
    ...officers.map((each) => on('holdfast.officers', each)),
    on('holdfast.organisations', organisation),
    on(FLAGS, secret),
  ]);
  const ledger = await bench.start();
  await bench.untilSigned(4);
  expect(topicsWith(SECRET)).toEqual([`${FLAGS}-0`, `${RECORDED}-0`]);
  const [index] = await bench.column<string>(`SELECT index AS value FROM body WHERE kind = 'address-flag'`);
  await publisher.publish([on('holdfast.erasures', erasureRecord({ targets: [Number(index)] }))]);
  await until(async () => (await bench.column('SELECT index AS value FROM erased')).length === 1);

  await shorten([RECORDED], { 'retention.ms': String(RETENTION_MS) });
  const erasedAt = Date.now();
  await until(async () => !topicsWith(SECRET).includes(`${RECORDED}-0`));
  const recordGone = Date.now() - erasedAt;

  await shorten([FLAGS], {});
  const state = new LedgerState();
  await restoreState(bench.database, state);
  await new TrimTopics(offsets, state, 0).trim(Date.now());
  const held = async () => (await offsets.held([FLAGS])).map(({ from, end }) => end - from);
  expect(await held()).toEqual([0]);
  // The broker gives it no longer; its file goes with the next message of the kind that begins another.
  await bench.submit('next', 'another');
  await until(async () => topicsWith(SECRET).length === 0);
  console.log(`gone from the record ${recordGone} ms after the erasure (retention ${RETENTION_MS} ms)`);
  expect(await held()).toEqual([2]);
  await bench.untilSigned(7);
  await ledger.stop();
}, 300_000);
