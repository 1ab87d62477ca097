import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectKafka, openDatabase, Publisher, TopicOffsets } from '@holdfast/bus';
import { canonical, verifyContent } from '@holdfast/contracts';
import { newKey, publicJwkOf, readKey } from '@holdfast/platform';
import pg from 'pg';
import { register } from 'prom-client';
import { KeepReconciled } from '../../apps/ledger/src/audit/reconcile/keep-reconciled.js';
import { Reconciler } from '../../apps/ledger/src/audit/reconcile/reconciler.js';
import { holdfast, TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';
import type { Item } from '../support/partner.js';

const FLAGS = 'holdfast.address-flags';
const COUNT = 600;
const hub = new TestHub();
let ready: Ready;
let database: pg.Client;

const partner = (id: string) => new TestPartner(ready.url, hub.home, id);
const flags = (from: number, count: number) => Array.from({ length: count }, (_, at) => testFlag(`flag-${from + at}`));

/** A command of the command line with its answer as JSON, on the machine where the database is. */
async function json(...args: string[]) {
  const places = { DATABASE_URL: ready.databaseUrl, KAFKA_BROKERS: ready.kafkaBrokers.join(',') };
  const { out, err, code } = await holdfast(ready, hub.home, [...args, '--json'], { ...process.env, ...places });
  return { code, err, answer: Object(JSON.parse(out || '{}')) };
}

const rows = async (sql: string, values: unknown[] = []) => (await database.query(sql, values)).rows;
const rangeOf = ({ report }: { report: { ranges: { topic: string }[] } }) =>
  report.ranges.find(({ topic }) => topic === FLAGS);

beforeAll(async () => {
  ready = await hub.start();
  // Whoever owns the database can get round its triggers.
  database = new pg.Client({ connectionString: ready.databaseUrl, options: '-c session_replication_role=replica' });
  await database.connect();
  const police = partner('demo-police');
  await police.submitLines(flags(0, COUNT));
  await police.submitLines(flags(0, 5));
  const { body } = testFlag('flag-7');
  await police.submit({ ...testFlag('flag-7'), body: { ...Object(body), confidence: 1 } });
  // Whatever is under way in delivery is cut off; it starts again by itself.
  process.kill(ready.pids.delivery, 'SIGKILL');
  const publisher = new Publisher(connectKafka({ brokers: ready.kafkaBrokers, clientId: 'test' }));
  await publisher.start();
  await publisher.publish([{ topic: FLAGS, key: 'demo-police', value: Buffer.from('{'), headers: {} }]);
  await publisher.stop();
  await until('everything is recorded', async () => {
    const [row] = await rows('SELECT (SELECT count(*) FROM ledger.entry WHERE topic = $1)::int AS count', [FLAGS]);
    return row.count === COUNT + 2;
  });
}, 300_000);

afterAll(async () => {
  await database.end();
  await hub.stop();
}, 120_000);

const acknowledgements = async (id: string): Promise<Item[]> =>
  (await partner(id).entries()).filter(({ envelope }) => envelope.kind === 'acknowledgement');

it('tells the sender of a conflict, and nobody else, that it is rejected; once, though it is said twice', async () => {
  await until('the sender may be told', async () => {
    const told = await rows("SELECT FROM delivery.item WHERE kind = 'acknowledgement'");
    // Delivery was killed, and answers when it is back.
    return told.length > 0 && (await partner('demo-police').call('/v1/entries')).ok;
  });
  const [item] = await acknowledgements('demo-police');
  const { messageId, sender, signatures: _signatures, ...said } = Object(item?.envelope);
  const [conflict] = await rows(`SELECT index, message_id AS id, accepted_at AS at FROM ledger.entry JOIN ledger.body
    USING (index) WHERE status = 'conflict'`);
  expect(said).toMatchObject({
    reference: `conflict/${conflict.index}`,
    occurredAt: conflict.at.toISOString(),
    audience: { partners: ['demo-police'] },
    body: { ofMessageId: conflict.id, result: 'REJECTED' },
  });
  expect(sender).toBe('hub');
  // As if delivery had died between saying it and noting that it was said.
  await rows('INSERT INTO delivery.acknowledgement VALUES ($1, $2)', [conflict.index, canonical(said)]);
  const again = `SELECT FROM ledger.duplicate JOIN ledger.body USING (index) WHERE message_id = $1`;
  await until('it is said again', async () => (await rows(again, [messageId])).length === 1);
  expect(await acknowledgements('demo-police')).toHaveLength(1);
  expect(await acknowledgements('demo-exchange-1')).toEqual([]);
  expect(await rows('SELECT FROM delivery.acknowledgement')).toEqual([]);
}, 120_000);

it('finds a whole record whole, with duplicates, conflicts and what is quarantined, and signs that it did', async () => {
  const { code, answer } = await json('reconcile', '--full');
  expect(answer.report).toMatchObject({ verdict: 'whole', findings: [], mode: 'full' });
  expect(rangeOf(answer)).toMatchObject({ recorded: COUNT, duplicate: 5, conflict: 1, quarantined: 1 });
  const held = answer.report.ranges.reduce(
    (sum: number, { from, end }: Record<string, number>) => sum + (end ?? 0) - (from ?? 0),
    0,
  );
  expect(answer.report.compared).toBe(held);
  expect(answer.report.checkpoint).toContain(answer.report.log);
  const key = publicJwkOf(readKey(join(hub.home, 'keys', 'ledger.jwk')));
  const digest = (report: object) => hash('sha256', canonical(report), 'buffer');
  expect(verifyContent(digest(answer.report), answer.signature, key)).toBe(true);
  expect(verifyContent(digest({ ...answer.report, compared: 0 }), answer.signature, key)).toBe(false);
  expect(code).toBe(0);
}, 120_000);

it('compares a sample, and what trimmed topics still hold', async () => {
  const offsets = new TopicOffsets(connectKafka({ brokers: ready.kafkaBrokers, clientId: 'test' }));
  await offsets.start();
  await offsets.trim(FLAGS, 0, 100n);
  await offsets.stop();
  const { code, answer } = await json('reconcile', '--sample', '50');
  expect(answer.report).toMatchObject({ verdict: 'whole', mode: 'sample', compared: 50 });
  expect(rangeOf(answer)).toMatchObject({ from: 100, end: COUNT + 7, recorded: COUNT - 100 });
  expect(code).toBe(0);
}, 120_000);

it('makes one reconciliation at a time, and says so to whoever asks for another', async () => {
  const operator = partner('operator-1');
  await operator.token();
  const run = async () => (await operator.call('/v1/audit/reconciliations', { method: 'POST' })).text();
  const lines = (await Promise.all([run(), run()])).map((text) => text.trimEnd().split('\n').at(-1) ?? '');
  const ends = lines.map((line) => Object(JSON.parse(line)));
  expect(ends.map(({ problem, report }) => problem?.code ?? report.verdict).toSorted()).toEqual([
    'hub.unavailable',
    'whole',
  ]);
}, 60_000);

it('lists conflicts and what is quarantined for operators alone', async () => {
  const { out, code } = await holdfast(ready, hub.home, ['quarantine', 'list', '--json']);
  const items = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(items).toEqual([
    expect.objectContaining({
      status: 'conflict',
      kind: 'address-flag',
      sender: 'demo-police',
      topic: FLAGS,
      partition: 0,
    }),
    expect.objectContaining({ status: 'quarantined', reason: 'unreadable', topic: FLAGS, offset: COUNT + 6 }),
  ]);
  const rest = await partner('operator-1').call(`/v1/audit/quarantine?after=${items[0].index}`);
  expect(await rest.json()).toEqual({ items: [items[1]], next: items[1].index, more: false });
  expect((await partner('demo-police').call('/v1/audit/quarantine')).status).toBe(403);
  expect((await partner('demo-police').call('/v1/audit/reconciliations', { method: 'POST' })).status).toBe(403);
}, 60_000);

it('finds every manipulation of a scratch copy, by the same check that finds the record whole', async () => {
  await until('two full tiles are signed', async () => {
    const [log] = await rows('SELECT checkpoint_size AS size FROM ledger.log');
    return Number(log.size) > COUNT;
  });
  expect(await json('audit', 'check')).toMatchObject({ code: 0, answer: { logs: [{ faults: 0 }] } });
  const { code, answer, err } = await json('audit', 'tamper-test');
  expect(err).toBe('');
  expect(answer.faults).toEqual([]);
  expect(answer.tamperings.length).toBeGreaterThanOrEqual(20);
  const missed = answer.tamperings.filter(({ made, by }: { made: boolean; by: string[] }) => !made || by.length === 0);
  expect(missed).toEqual([]);
  expect(code).toBe(0);
  expect(await rows("SELECT FROM pg_namespace WHERE nspname LIKE '%tamper%'")).toEqual([]);
}, 120_000);

/** The index of the entry at an offset of the flags. */
async function indexAt(offset: number): Promise<number> {
  const [row] = await rows('SELECT index FROM ledger.entry WHERE topic = $1 AND kafka_offset = $2', [FLAGS, offset]);
  return Number(row.index);
}

const FLIP = (column: string) => `${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1)`;

it('names a gap, a change, a reorder, a double and a surplus by their places', async () => {
  const at = new Map<number, number>();
  for (const offset of [200, 210, 220, 230, 240, 241, 250, 260]) at.set(offset, await indexAt(offset));
  const damages: [sql: string, ...values: unknown[]][] = [
    ['DELETE FROM ledger.entry WHERE index = $1', at.get(200)],
    [`UPDATE ledger.body SET ${FLIP('envelope')} WHERE index = $1`, at.get(210)],
    [`UPDATE ledger.body SET ${FLIP('salt')} WHERE index = $1`, at.get(220)],
    [`UPDATE ledger.entry SET ${FLIP('tree_entry')} WHERE index = $1`, at.get(230)],
    ['UPDATE ledger.entry SET kafka_offset = 481 - kafka_offset WHERE index = ANY($1)', [at.get(240), at.get(241)]],
    ['INSERT INTO ledger.duplicate VALUES ($1, 0, 250, $2)', FLAGS, at.get(250)],
    ['DELETE FROM ledger.body WHERE index = $1', at.get(260)],
    ['INSERT INTO ledger.duplicate VALUES ($1, 0, 1000000, 1)', FLAGS],
    ['INSERT INTO ledger.duplicate VALUES ($1, 9, 1, 2)', FLAGS],
    ['DELETE FROM ledger.duplicate WHERE topic = $1 AND kafka_offset = $2', FLAGS, COUNT + 1],
  ];
  for (const [sql, ...values] of damages) await rows(sql, values);

  const { code, answer } = await json('reconcile', '--full');
  const { verdict, counts, findings } = answer.report;
  const named = findings.map(({ topic, fault, offset, detail }: Record<string, unknown>) =>
    [fault, topic === FLAGS ? '' : topic, offset, detail].filter(Boolean).join(' '),
  );
  expect(named.toSorted()).toEqual(
    [
      'gap 200',
      `gap ${COUNT + 1}`,
      'changed 210 value',
      'changed 220 salt',
      'changed 230 tree entry',
      'changed 240 value',
      'changed 241 value',
      'changed 260 body',
      'reordered 241',
      'doubled 250',
      'surplus 1',
      'surplus 1000000',
    ].toSorted(),
  );
  expect(counts).toEqual({ gap: 2, changed: 6, reordered: 1, doubled: 1, surplus: 2 });
  expect({ verdict, code }).toEqual({ verdict: 'damaged', code: 1 });
  expect(await json('audit', 'check')).toMatchObject({ code: 1 });
  const text = (await holdfast(ready, hub.home, ['reconcile', '--sample', '0'])).out;
  expect(text).toContain(`${FLAGS}/0/200`);
  expect(text).not.toContain('changed  ');
}, 120_000);

it('says by schedule how much differs and where, and never what', async () => {
  const ledger = await openDatabase({ url: ready.databaseUrl, schema: 'ledger', migrations: [] });
  const offsets = new TopicOffsets(connectKafka({ brokers: ready.kafkaBrokers, clientId: 'test' }));
  await offsets.start();
  const logged: string[] = [];
  const keeping = new KeepReconciled(new Reconciler(ledger, offsets, newKey('ledger-1')), 1);
  await keeping.reconcile(new AbortController().signal, (level, text) => logged.push(`${level} ${text}`));
  await Promise.all([offsets.stop(), ledger.destroy()]);
  expect(logged).toEqual([expect.stringMatching(/^error record and topics differ in 12 places, first \w+ /)]);
  expect(logged[0]).toContain(`${FLAGS}/0/200`);
  expect(await register.getSingleMetricAsString('holdfast_ledger_reconcile_findings')).toMatch(/ 12$/);
  const seconds = Number(
    (await register.getSingleMetricAsString('holdfast_ledger_reconcile_timestamp_seconds')).split(' ').at(-1),
  );
  expect(seconds).toBeGreaterThan(1_700_000_000);
  expect(readFileSync(join(hub.home, 'logs', 'ledger.log'), 'utf8')).not.toContain(
    '5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  );
}, 60_000);
