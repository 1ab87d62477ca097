import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connectKafka,
  CreateConsumerOffset1767225600000,
  ensureTopics,
  erasedEntry,
  HEADER,
  KafkaBatchServer,
  migrate,
  openDatabase,
  Publisher,
  RECORDED,
  tick,
} from '@holdfast/bus';
import type { BatchTransaction, RecordBatch } from '@holdfast/bus';
import { seal } from '@holdfast/contracts';
import { startServices } from '@holdfast/services';
import type { DataSource } from 'typeorm';
import {
  alert,
  approval,
  organisation,
  recorded,
  recordedFrom,
  request,
  withoutEffect,
} from '../../test/recorded-messages.js';
import { CreateAcknowledgement1767225600003 } from '../acknowledge/create-acknowledgement.js';
import { rejection } from '../acknowledge/rejection.js';
import { CreateDelivery1767225600001 } from '../start/create-delivery.js';
import { IndexMessages1767225600002 } from '../start/index-messages.js';
import { RouteItems1767225600004 } from '../start/route-items.js';
import { FoldRecorded } from './fold-recorded.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
const logged: string[] = [];
let services: Awaited<ReturnType<typeof startServices>>;
let database: DataSource;
let publisher: Publisher;

const log = (_: string, text: string) => void logged.push(text);
const kafka = () => connectKafka({ brokers: services.kafka.brokers, clientId: 'test' });

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  const migrations = [
    CreateConsumerOffset1767225600000,
    CreateDelivery1767225600001,
    IndexMessages1767225600002,
    CreateAcknowledgement1767225600003,
    RouteItems1767225600004,
  ];
  const settings = { url: services.postgres.url, schema: 'fold_test', migrations };
  await migrate(settings);
  database = await openDatabase(settings);
  await ensureTopics(kafka());
  publisher = new Publisher(kafka(), { timeoutMs: 60_000 });
}, 300_000);

afterAll(async () => {
  await publisher.stop();
  await database.destroy();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

function serve(): KafkaBatchServer {
  const databaseUrl = services.postgres.url;
  const server = new KafkaBatchServer({
    kafka: kafka(),
    database,
    databaseUrl,
    consumer: 'delivery',
    parks: false,
    log,
  });
  const fold = new FoldRecorded();
  server.addHandler(RECORDED, (batch: RecordBatch, tx: BatchTransaction) => fold.fold(batch, tx), true);
  server.listen(() => undefined);
  return server;
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 45_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The condition did not come true in time');
    await delay(10);
  }
}

async function column<T>(sql: string): Promise<T[]> {
  const rows: { value: T }[] = await database.query(sql);
  return rows.map(({ value }) => value);
}

const lastIndex = async () => Number((await column('SELECT last_index AS value FROM folded'))[0]);
const positions = async () => (await column<string>('SELECT position AS value FROM item ORDER BY 1')).map(Number);

it('folds each entry once and in order, whatever comes twice, and shows nobody what was not accepted', async () => {
  const [hub, first, second] = [
    organisation('acme', { groups: ['kr'] }),
    alert('police'),
    alert('police', { groups: ['kr'] }),
  ];
  await publisher.publish([
    recorded(0, hub),
    recorded(1, first),
    tick('2026-04-14T07:40:02.000Z', 1),
    recorded(1, first),
  ]);
  const server = serve();
  await until(async () => (await lastIndex()) === 1);
  const [other, third] = [alert('police'), alert('acme', { partners: ['bank'] })];
  const statuses = [recorded(3, other, 'conflict'), recorded(4, other, 'quarantined')];
  await publisher.publish([recorded(0, hub), recorded(1, first), recorded(2, second), ...statuses, recorded(5, third)]);
  await until(async () => (await lastIndex()) === 5);
  await server.close();

  await database.query('UPDATE consumer_offset SET next_offset = 0');
  const again = serve();
  await publisher.publish([recorded(6, alert('police'))]);
  await until(async () => (await lastIndex()) === 6);
  await again.close();

  expect(await positions()).toEqual([0, 1, 2, 5, 6]);
  expect(await column('SELECT index AS value FROM acknowledgement')).toEqual(['3']);
  expect(
    await column(`SELECT key || ' ' || position AS value FROM visibility WHERE position IN (2, 5) ORDER BY 1`),
  ).toEqual(['group:kr 2', 'partner:acme 5', 'partner:bank 5', 'partner:police 2']);
  expect(await column(`SELECT key || ' ' || from_index AS value FROM membership ORDER BY 1`)).toEqual([
    'group:kr 0',
    'members 0',
    'partner:acme 0',
  ]);
  const [stored] = await column<Buffer>('SELECT envelope AS value FROM item WHERE position = 2');
  expect(stored?.equals(second.bytes)).toBe(true);
}, 120_000);

it('changes membership where a message takes force, and shows what is about a gated message to its sender alone', async () => {
  const last = await lastIndex();
  const [waiting, gated] = [organisation('later', { groups: ['kr'] }), request('police')];
  const about = approval('acme', gated.envelope.messageId);
  const rejected = seal(rejection(last, '2026-04-14T07:40:01.000Z', gated.envelope), 'hub');
  const approving = approval('hub', waiting.envelope.messageId);
  await publisher.publish([
    { ...recorded(last + 1, waiting), headers: withoutEffect(recorded(last + 1, waiting).headers) },
    recorded(last + 2, gated),
    recorded(last + 3, about),
    recorded(last + 4, approval('acme', '1d2c3b4a-5968-8776-8554-433221100ffe')),
    recorded(last + 5, approving, 'recorded', last + 1),
    recorded(last + 6, rejected),
    recorded(last + 7, rejected, 'conflict'),
  ]);
  const server = serve();
  await until(async () => (await lastIndex()) === last + 7);
  await server.close();
  const seen = `SELECT key || ' ' || position - ${last} AS value FROM visibility WHERE position > ${last} ORDER BY position, key`;
  expect(await column(seen)).toEqual([
    'members 1',
    'partner:hub 1',
    'partner:police 2',
    'partner:acme 3',
    'partner:acme 4',
    'members 5',
    'partner:hub 5',
    'partner:hub 6',
    'partner:police 6',
  ]);
  // What was acknowledged is not acknowledged again, whatever becomes of it.
  expect(await column(`SELECT index AS value FROM acknowledgement WHERE index > ${last}`)).toEqual([]);
  const opened = `SELECT key || ' ' || from_index - ${last} AS value FROM membership WHERE partner = 'later' ORDER BY 1`;
  expect(await column(opened)).toEqual(['group:kr 5', 'members 5', 'partner:later 5']);
}, 120_000);

it('forgets what was erased, passes over what was erased before it came, and goes on', async () => {
  const last = await lastIndex();
  const gone = recorded(last + 3, alert('police'));
  const place = { erasure: 0, offset: 0, partition: 0, status: 'recorded', topic: 'holdfast.case-alerts' };
  await publisher.publish([
    ...recordedFrom(last + 1, alert('police'), alert('police')),
    { ...gone, headers: { ...gone.headers, [HEADER.effect]: String(last + 3), [HEADER.erases]: String(last + 1) } },
    erasedEntry(last + 4, { ...place, treeEntry: '01'.repeat(33) }),
    recorded(last + 5, alert('police')),
  ]);
  const server = serve();
  await until(async () => (await lastIndex()) === last + 5);
  await server.close();
  expect((await positions()).filter((position) => position > last)).toEqual([last + 2, last + 3, last + 5]);
  const seen = `SELECT DISTINCT position::int AS value FROM visibility WHERE position > ${last} ORDER BY 1`;
  expect(await column(seen)).toEqual([last + 2, last + 3, last + 5]);
}, 120_000);

it('stops at a missing index: nothing behind it is folded, and the log says why', async () => {
  const last = await lastIndex();
  await publisher.publish(recordedFrom(last + 2, alert('police'), alert('police')));
  const server = serve();
  await until(() => logged.filter((text) => text.includes('record.gap')).length >= 2);
  expect(server.progressing).toBe(false);
  expect(await lastIndex()).toBe(last);
  expect((await positions()).at(-1)).toBe(last);
  await server.close();
}, 120_000);
