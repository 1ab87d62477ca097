import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '@holdfast/services';
import { checkpointText, printNote, signNote, TileEdge, tilePath } from '@holdfast/tlog';
import { TEST_ORIGIN, TestLedger, testSigner } from '../../../test/test-ledger.js';
import { erasureRecord, traffic } from '../../../test/traffic.js';
import { TileFiles } from '../../tree/tiles/tile-files.js';
import { writeTiles } from '../../tree/tiles/write-tiles.js';
import { checkRecord } from './check-record.js';
import type { RecordToCheck } from './check-record.js';
import { logRows } from './log-rows.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
const files = new TileFiles(home, { number: 1 });
let services: Awaited<ReturnType<typeof startServices>>;
let ledger: TestLedger;
let note: string;

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  ledger = await TestLedger.open(services.postgres.url, 'check_test');
  for (const { topic, record } of traffic()) await ledger.record(topic, record);
  await ledger.record('holdfast.erasures', erasureRecord({ scope: 'MESSAGE', targets: [300, 301] }));
  note = await signedNote();
  // What is recorded since is checked as far as it goes.
  for (const { topic, record } of traffic(3).slice(-3)) await ledger.record(topic, { ...record, offset: '90000' });
}, 120_000);

afterAll(async () => {
  await ledger.close();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

async function signedNote(): Promise<string> {
  const { log, lastIndex } = ledger.state;
  const edge = await writeTiles({ database: ledger.database, log, files }, TileEdge.empty, lastIndex + 1);
  const checkpoint = { origin: TEST_ORIGIN, size: edge.size, root: edge.root(), extensions: [] };
  return printNote(signNote(checkpointText(checkpoint), [testSigner]));
}

async function faultsOf(over: Partial<RecordToCheck> = {}) {
  const [log] = await logRows(ledger.database);
  if (!log) throw new Error('No log was founded');
  const { named } = await checkRecord({ queries: ledger.database, log, files, note, ...over });
  return named.map(({ part, place }) => `${part} ${place}`);
}

it('finds a record whole, with what was erased and what is not signed yet, from any border between tiles', async () => {
  expect(await ledger.column('SELECT count(*)::int AS value FROM erased')).toEqual([2]);
  for (const from of [0, 256, 512]) expect(await faultsOf({ from })).toEqual([]);
  expect(await faultsOf({ note: undefined })).toEqual([]);
}, 60_000);

it('believes no other key, and no record that is shorter than what was signed', async () => {
  const [log] = await logRows(ledger.database);
  if (!log) throw new Error('No log was founded');
  expect(await faultsOf({ note: note.replace(/\n— .*\n$/, '\n— someone AAAAAAAA\n') })).toEqual([
    'checkpoint is not signed by the key of the log',
  ]);
  expect(await faultsOf({ log: { ...log, nextIndex: log.nextIndex - 10 } })).toContainEqual(
    expect.stringMatching(/^checkpoint \d+ were signed, \d+ are here$/),
  );
}, 60_000);

it('names what is lost of the files, and of the tiles that only count by their hashes', async () => {
  await rm(join(home, 'tiles/1', tilePath({ level: 0, index: 1, width: 256 })));
  expect(await faultsOf()).toEqual(['tile file tile 0/1: missing']);
  expect(await faultsOf({ from: 512 })).toEqual([]);
  const runner = ledger.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SET LOCAL role = none; SET LOCAL session_replication_role = replica');
  await runner.query('DELETE FROM tile WHERE level = 0 AND index = 1');
  const lost = await faultsOf({ queries: runner, from: 512 });
  await runner.rollbackTransaction();
  await runner.release();
  expect(lost).toEqual(['tile row left of leaf 512: missing']);
}, 60_000);
