import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { findPostgres, startServices } from '@holdfast/services';
import pg from 'pg';
import { LedgerBench } from './running-ledger.js';
import { sound, soundnessOf } from './soundness.js';
import { until } from './until.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let services: Awaited<ReturnType<typeof startServices>>;
let bench: LedgerBench;
let again: Awaited<ReturnType<typeof findPostgres>> | undefined;
let sent = 0;

beforeAll(async () => {
  services = await startServices({ home, tests: true });
  bench = await LedgerBench.open(services, home);
}, 300_000);

afterEach(() => jest.restoreAllMocks());

afterAll(async () => {
  await bench.close();
  await again?.stop();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

async function send(count: number): Promise<void> {
  await bench.submit(...Array.from({ length: count }, () => `outage-${sent++}`));
}

async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: services.postgres.url, options: '-c search_path=ledger' });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
}

const FULL = `
  CREATE SEQUENCE tried;
  GRANT USAGE, SELECT ON SEQUENCE tried TO PUBLIC;
  CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM nextval('ledger.tried');
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
  END $$;
  CREATE TRIGGER no_space BEFORE INSERT ON body FOR EACH ROW EXECUTE FUNCTION no_space()`;

it('goes on where it was once there is space again on a full disk', async () => {
  const ledger = await bench.start();
  await send(50);
  await bench.untilSigned(sent);
  await asOwner(FULL);
  await send(50);
  await until(async () => Number((await bench.column<string>('SELECT last_value AS value FROM tried'))[0]) > 2);
  expect(await bench.column('SELECT count(*)::int AS value FROM entry')).toEqual([50]);
  await asOwner('DROP TRIGGER no_space ON body');
  await bench.untilSigned(sent);
  expect(await soundnessOf(bench)).toEqual(sound(sent));
  await ledger.stop();
}, 120_000);

it('goes on after the clock was set back', async () => {
  const ledger = await bench.start();
  await send(20);
  await bench.untilSigned(sent);
  const now = Date.now.bind(Date);
  const back = jest.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
  await send(20);
  await bench.untilSigned(sent);
  back.mockRestore();
  await send(20);
  await bench.untilSigned(sent);
  expect(await soundnessOf(bench)).toEqual(sound(sent));
  await ledger.stop();
}, 120_000);

it('goes on after PostgreSQL was restarted under it', async () => {
  const ledger = await bench.start();
  await send(50);
  await bench.untilSigned(sent);
  await services.postgres.stop();
  await send(50);
  again = await findPostgres({ home });
  await until(async () => bench.column('SELECT 1 AS value').then(Boolean, () => false));
  await bench.untilSigned(sent);
  expect(await soundnessOf(bench)).toEqual(sound(sent));
  await ledger.stop();
}, 180_000);
