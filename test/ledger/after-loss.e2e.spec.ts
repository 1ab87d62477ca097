import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, readRecorded, RECORDED, TopicOffsets } from '@holdfast/bus';
import { messageIdOf } from '@holdfast/contracts';
import { loadConfig } from '@holdfast/platform';
import { projectRoot, startServices } from '@holdfast/services';
import { openCheckpoint, parseProof, parseVerifierKey } from '@holdfast/tlog';
import pg from 'pg';
import { checkLogs } from '../../apps/ledger/src/audit/check/check-logs.js';
import { Reconciler } from '../../apps/ledger/src/audit/reconcile/reconciler.js';
import { receiptOf } from '../../apps/ledger/src/receipt/receipt-of.js';
import { LedgerConfig } from '../../apps/ledger/src/start/ledger.config.js';
import { LogController } from '../../apps/ledger/src/tree/log.controller.js';
import type { Rollover } from '../../apps/ledger/src/tree/rollover/rollover.js';
import { ledgerKey } from '../../apps/ledger/test/people.js';
import { LedgerBench } from '../../apps/ledger/test/running-ledger.js';
import { TEST_ORIGIN } from '../../apps/ledger/test/test-ledger.js';
import { until } from '../../apps/ledger/test/until.js';
import { example } from '../../libs/contracts/test/examples.js';

const FLAGS = 'holdfast.address-flags';
const home = mkdtempSync(join(tmpdir(), 'holdfast-loss-'));
let services: Awaited<ReturnType<typeof startServices>>;
let bench: LedgerBench;
let owner: pg.Client;
let offsets: TopicOffsets;

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  bench = await LedgerBench.open(services, home);
  offsets = new TopicOffsets(connectKafka({ brokers: services.kafka.brokers, clientId: 'test' }));
  owner = new pg.Client({ connectionString: services.postgres.url });
  await Promise.all([offsets.start(), owner.connect()]);
  // Whoever owns the database can change it past every trigger.
  await owner.query('SET search_path = ledger; SET session_replication_role = replica');
}, 300_000);

afterAll(async () => {
  await Promise.all([offsets.stop(), owner.end()]);
  await bench.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const flags = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}-${at}`);
const stop = new AbortController().signal;
const isForked = (rollover: Rollover) => until(async () => rollover.forked !== undefined);
const afterLoss = (rollover: Rollover, isConfirmed: boolean, withNewKey = false) =>
  rollover.runAfterLoss({ isConfirmed, withNewKey, stop });

async function signedOf(number: number) {
  const [note = ''] = await bench.column<string>('SELECT checkpoint AS value FROM log WHERE number = $1', [number]);
  const [key = ''] = await bench.column<string>('SELECT key AS value FROM log WHERE number = $1', [number]);
  return openCheckpoint(note, parseVerifierKey(key)).checkpoint;
}

const idOf = (reference: string) =>
  messageIdOf({ sender: example('address-flag').sender, kind: 'address-flag', reference });
const receipt = async (reference: string) => receiptOf(bench.database, home, { messageId: idOf(reference) });

const config = () =>
  loadConfig(LedgerConfig, {
    HOLDFAST_HOME: home,
    DATABASE_URL: services.postgres.url,
    KAFKA_BROKERS: services.kafka.brokers.join(','),
  });

const bundle = join(projectRoot, 'dist/holdfast-verify.mjs');

/** The chain as the hub serves it, in a folder, and what the one file that verifies it says of it. */
async function verified(change: (folder: string) => void = () => undefined) {
  const folder = mkdtempSync(join(home, 'served-'));
  const controller = new LogController(bench.database, config());
  const listed = await controller.logs();
  writeFileSync(join(folder, 'logs'), JSON.stringify(listed));
  const keys: string[] = [];
  for (const at of listed.logs.keys()) {
    const number = String(at + 1);
    const own = at === 0 ? folder : join(folder, number);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'checkpoint'), await controller.checkpoint(number));
    keys.push('--key', (await controller.key(number)).trim());
    const tiles = join(home, 'tiles', number);
    if (existsSync(tiles)) cpSync(tiles, own, { recursive: true });
  }
  change(folder);
  const run = (...more: string[]) =>
    spawnSync(process.execPath, [bundle, 'log', '--from-dir', folder, ...keys, ...more], { encoding: 'utf8' });
  const { stdout, status } = run();
  return { text: stdout, code: status, json: JSON.parse(run('--json').stdout), listed: listed.logs };
}

const UPDATE_TREE = `UPDATE entry SET tree_entry = '\\x00' || substr(tree_entry, 2) WHERE index`;

it('places a change by what leads to the signed root, and writes over no tile what does not', async () => {
  const first = await bench.start();
  await bench.submit(...flags('kept', 700));
  await bench.untilSigned(700);
  await first.stop();
  const [full, partial] = [join(home, 'tiles/1/tile/0/000'), join(home, 'tiles/1/tile/0/002.p/188')];
  const before = readFileSync(full);
  await owner.query(`${UPDATE_TREE} = 30`);
  renameSync(partial, join(home, 'partial'));
  const ledger = await bench.start();
  await isForked(ledger.rollover);
  const { why, lost } = await afterLoss(ledger.rollover, false);
  await ledger.stop();
  renameSync(join(home, 'partial'), partial);
  expect(why).toBe('The entries have another root than what was signed');
  expect(lost).toEqual([{ from: 30, to: 30, harm: 'changed' }]);
  expect(readFileSync(full).equals(before)).toBe(true);
}, 180_000);

it('says exactly what is missing and what was changed, closes the log as it was signed, and goes on beyond it', async () => {
  const before = await signedOf(1);
  await owner.query(
    'DELETE FROM entry WHERE index IN (690, 691, 692); DELETE FROM body WHERE index IN (690, 691, 692)',
  );
  await owner.query(`${UPDATE_TREE} = 600`);

  const ledger = await bench.start();
  await isForked(ledger.rollover);
  const found = await afterLoss(ledger.rollover, false);
  const lost = [
    { from: 30, to: 30, harm: 'changed' },
    { from: 600, to: 600, harm: 'changed' },
    { from: 690, to: 692, harm: 'missing' },
  ];
  expect(found).toEqual({
    why: 'Rows at the end of the tree are missing',
    log: TEST_ORIGIN,
    signed: 700,
    published: 699,
    base: 700,
    count: 5,
    lost,
    skipped: [],
  });
  expect(await bench.column('SELECT count(*)::int AS value FROM log')).toEqual([1]);

  expect(await afterLoss(ledger.rollover, true, true)).toEqual({ ...found, origin: `${TEST_ORIGIN}/2` });
  await bench.submit(...flags('later', 40), 'kept-7');
  await bench.untilSigned(40);
  const closed = await signedOf(1);
  expect(closed).toMatchObject({ size: 700, root: before.root });
  expect(closed.extensions).toEqual([expect.stringMatching(/^holdfast\/closed /)]);
  expect((await signedOf(2)).extensions).toEqual([
    `holdfast/predecessor ${TEST_ORIGIN} 700 ${before.root.toString('base64')}`,
    'holdfast/base 700',
    'holdfast/lost 30 30',
    'holdfast/lost 600 600',
    'holdfast/lost 690 692',
  ]);
  const indexes = await bench.column<string>('SELECT index AS value FROM entry WHERE index >= 699 ORDER BY index');
  expect(indexes.map(Number)).toEqual(Array.from({ length: 41 }, (_, at) => 699 + at));
  expect(await bench.column('SELECT index::int AS value FROM duplicate')).toEqual([7]);
  for (const change of ["UPDATE lost SET harm = 'none'", 'DELETE FROM lost', 'TRUNCATE lost']) {
    await expect(bench.database.query(change)).rejects.toMatchObject({ code: '42501' });
  }
  await ledger.stop();
}, 180_000);

it('is walked by the verifier, which names what is lost and takes no other gap', async () => {
  const { text, code, json, listed } = await verified();
  expect([code, json.holds, json.lost]).toEqual([0, true, 5]);
  expect(text).toContain('5 indexes LOST by declaration: 30, 600, 690–692');
  expect(text).not.toContain('Everything holds');
  expect(listed[0]?.lost).toEqual([
    { from: 30, to: 30 },
    { from: 600, to: 600 },
    { from: 690, to: 692 },
  ]);
  const cut = await verified((folder) => rmSync(join(folder, 'tile/entries/001')));
  expect([cut.code, cut.json.logs[0].findings.map(({ path }: { path: string }) => path)]).toEqual([
    1,
    ['tile/entries/001'],
  ]);
}, 60_000);

it('still gives receipts of what the tiles can show, and none that would be wrong', async () => {
  expect(parseProof((await receipt('kept-30')) ?? '').index).toBe(30);
  expect(parseProof((await receipt('later-3')) ?? '').index).toBe(3);
  expect(await receipt('kept-691')).toBeUndefined();
  await owner.query(`UPDATE body SET accepted_at = accepted_at + interval '1 second' WHERE index = 31`);
  await expect(receipt('kept-31')).rejects.toMatchObject({
    code: 'resource.unknown',
    message: expect.stringContaining('cannot be given'),
  });
  await owner.query(`UPDATE body SET accepted_at = accepted_at - interval '1 second' WHERE index = 31`);
}, 60_000);

it('is no finding of a reconciliation or a check, which list what was declared', async () => {
  const { report } = await new Reconciler(bench.database, offsets, ledgerKey).run('all', stop);
  const lost = [
    { from: 30, to: 30 },
    { from: 600, to: 600 },
    { from: 690, to: 692 },
  ];
  expect(report).toMatchObject({ verdict: 'whole', lost, declared: 5, findings: [] });
  const [first, second] = (await checkLogs(config())).logs;
  expect([first?.named, first?.lost]).toEqual([[], lost]);
  expect([second?.named, second?.lost]).toEqual([[], []]);
  await owner.query('DELETE FROM entry WHERE index = 100');
  const again = await new Reconciler(bench.database, offsets, ledgerKey).run('all', stop);
  expect(again.report).toMatchObject({ verdict: 'damaged', findings: [{ fault: 'gap', offset: 100 }] });
  expect((await checkLogs(config())).logs[0]?.named).toContainEqual({ part: 'entry', place: 'index 100: missing' });
}, 60_000);

it('says that a change cannot be placed where no tile is left, and loses all of that log then', async () => {
  rmSync(join(home, 'tiles', '2'), { recursive: true });
  await owner.query(`${UPDATE_TREE} = 705`);
  const ledger = await bench.start();
  await isForked(ledger.rollover);
  const found = await afterLoss(ledger.rollover, true);
  expect(found).toMatchObject({ base: 740, lost: [{ from: 700, to: 739, harm: 'unplaced' }], count: 40 });
  await bench.submit(...flags('third', 10));
  await bench.untilSigned(10);
  await expect(afterLoss(ledger.rollover, false)).rejects.toMatchObject({ code: 'resource.unknown' });
  await ledger.stop();
  await expect(receipt('later-3')).rejects.toMatchObject({
    code: 'resource.unknown',
    message: expect.stringContaining('cannot be given'),
  });
  const { code, text } = await verified();
  expect([code, text.includes('NOTHING OF IT WAS LOOKED AT: all 40 entries are declared lost')]).toEqual([0, true]);
}, 120_000);

/** The offset at which the published record has an index. */
async function publishedAt(index: number): Promise<bigint> {
  let found = -1n;
  await offsets.readAll(RECORDED, async (records) => {
    for (const record of records) {
      const { type, index: own } = readRecorded(record);
      if (type === 'entry' && own === index) found = BigInt(record.offset);
    }
  });
  return found;
}

it('goes on after an older backup that Kafka no longer reaches back to, and records anew what Kafka still holds', async () => {
  const [next = ''] = await bench.column<string>(
    "SELECT next_offset AS value FROM consumer_offset WHERE consumer = 'ledger' AND topic = $1",
    [FLAGS],
  );
  const at = Number(next);
  await owner.query('DELETE FROM entry WHERE index >= 745; DELETE FROM body WHERE index >= 745');
  await owner.query('UPDATE log SET next_index = 745, checkpoint = NULL, checkpoint_size = 0 WHERE number = 3');
  await owner.query(`UPDATE consumer_offset SET next_offset = ${at - 5} WHERE topic = '${FLAGS}'`);
  await offsets.trim(RECORDED, 0, await publishedAt(748));
  await offsets.trim(FLAGS, 0, BigInt(at - 3));

  const ledger = await bench.start();
  await isForked(ledger.rollover);
  const found = await afterLoss(ledger.rollover, true);
  expect(found).toMatchObject({
    signed: 10,
    published: 749,
    base: 750,
    lost: [{ from: 745, to: 749, harm: 'missing' }],
    skipped: [{ topic: FLAGS, partition: 0, from: at - 5, end: at - 3 }],
  });
  await bench.untilSigned(3);
  await ledger.stop();
  const recorded = await bench.column<string>('SELECT message_id AS value FROM body WHERE index >= 745 ORDER BY index');
  expect(recorded).toEqual(['third-7', 'third-8', 'third-9'].map(idOf));
}, 120_000);

it('closes a log whose key is gone as it was last signed, and only with a new key', async () => {
  const last = await signedOf(4);
  renameSync(join(home, 'keys/log-2.jwk'), join(home, 'gone.jwk'));
  const ledger = await bench.start();
  await isForked(ledger.rollover);
  await expect(afterLoss(ledger.rollover, true)).rejects.toMatchObject({ code: 'message.rejected' });
  const found = await afterLoss(ledger.rollover, true, true);
  expect(found).toMatchObject({ base: 753, count: 0, lost: [], origin: `${TEST_ORIGIN}/5` });
  await bench.submit(...flags('last', 2));
  await bench.untilSigned(2);
  await ledger.stop();
  expect(await signedOf(4)).toEqual(last);
  const { json } = await verified();
  expect([json.holds, json.lost, json.logs.length]).toEqual([true, 50, 5]);
}, 120_000);

it('goes on beyond what was signed where the published record is gone too, and ticks go on with it', async () => {
  await owner.query('DELETE FROM entry WHERE index = 754; DELETE FROM body WHERE index = 754');
  await owner.query('UPDATE log SET next_index = 754 WHERE number = 5');
  const [range] = await offsets.held([RECORDED]);
  await offsets.trim(RECORDED, 0, BigInt(range?.end ?? 0));
  const ledger = await bench.start();
  await isForked(ledger.rollover);
  const found = await afterLoss(ledger.rollover, true);
  expect(found).toMatchObject({ published: -1, base: 755, lost: [{ from: 754, to: 754, harm: 'missing' }] });
  const ticksBeyond = async () =>
    (await offsets.newest(RECORDED, 1)).map(readRecorded).some(({ type, index }) => type === 'tick' && index === 754);
  await until(ticksBeyond);
  await ledger.stop();
  expect(await bench.column('SELECT max(index)::int AS value FROM entry')).toEqual([753]);
}, 120_000);
