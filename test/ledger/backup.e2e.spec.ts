import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '@holdfast/services';
import { openCheckpoint, parseVerifierKey } from '@holdfast/tlog';
import pg from 'pg';
import { holdfast, TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';

const hub = new TestHub();
const folder = mkdtempSync(join(tmpdir(), 'holdfast-backup-'));
let ready: Ready;

beforeAll(async () => void (ready = await hub.start()), 300_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const run = (args: string[], env: NodeJS.ProcessEnv = process.env) => holdfast(ready, hub.home, args, env);

/** Runs a command that must succeed. */
async function done(args: string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const { code, out, err } = await run(args, env);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${err}`);
  return out;
}

const partner = () => new TestPartner(ready.url, hub.home, 'demo-police');
const flags = (from: number, count: number) => Array.from({ length: count }, (_, at) => testFlag(`kept-${from + at}`));

async function checkpoint() {
  const key = parseVerifierKey((await (await fetch(`${ready.url}/ledger/key`)).text()).trim());
  return openCheckpoint(await (await fetch(`${ready.url}/ledger/checkpoint`)).text(), key).checkpoint;
}

async function submitted(from: number, count: number): Promise<string[]> {
  const answer = await (await partner().submitLines(flags(from, count))).json();
  return Object(answer).messageIds;
}

const statusOf = async (id: string) => JSON.parse((await run(['status', id, '--as', 'demo-police', '--json'])).out);
const signed = async (id: string) =>
  (await partner().call(`/v1/messages/${id}/receipt`, { headers: { prefer: 'wait=10' } })).status;

it('restores an older backup, catches up to what was signed since, and does not bring back what was erased', async () => {
  const { databaseUrl, kafkaBrokers } = ready;
  const places = { ...process.env, DATABASE_URL: databaseUrl, KAFKA_BROKERS: kafkaBrokers.join(',') };
  const [erased = ''] = await submitted(0, 300);
  expect(await signed(erased)).toBe(200);
  const backup = join(folder, 'tables');
  await done(['backup', backup], places);

  const later = await submitted(300, 300);
  const erasing = ['erase', '--message', erased, '--basis', 'Art. 17', '--second', 'operator-2', '--json'];
  expect(JSON.parse(await done(erasing))).toMatchObject({ inForce: true });
  expect(await signed(later.at(-1) ?? '')).toBe(200);
  await until('the erasure is carried out', async () => (await statusOf(erased)).status === 'erased');
  const last = await checkpoint();
  await hub.end();

  const services = await startServices({ home: hub.home, environment: {} });
  const local = {
    ...process.env,
    DATABASE_URL: services.postgres.url,
    KAFKA_BROKERS: services.kafka.brokers.join(','),
  };
  await emptied(services.postgres.url);
  await done(['migrate'], local);
  await done(['restore', backup], local);
  expect((await run(['restore', backup], local)).code).not.toBe(0);
  await services.stop();

  ready = await hub.start();
  await until('everything is signed again', async () => (await checkpoint()).size >= last.size);
  expect((await statusOf(erased)).status).toBe('erased');
  expect((await statusOf(later[5] ?? '')).entries).toHaveLength(1);
  const next = await submitted(600, 1);
  expect(await signed(next[0] ?? '')).toBe(200);
  const now = await checkpoint();
  expect(now.size).toBeGreaterThan(last.size);
}, 240_000);

async function emptied(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('DROP SCHEMA ledger, desk, delivery, gateway CASCADE');
  await client.end();
}

it('signs nothing where the record cannot be brought to what was signed', async () => {
  const { databaseUrl } = ready;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const size = (await checkpoint()).size;
  // Whoever owns the database can change it; what was signed stays signed.
  await client.query('ALTER TABLE ledger.entry DISABLE TRIGGER ALL');
  await client.query(`UPDATE ledger.entry SET tree_entry = tree_entry || '\\x00' WHERE index = ${size - 1}`);
  await client.end();
  await hub.end();
  const starting = hub.start().catch(() => undefined);
  const isTold = () => hub.log('ledger').includes('ledger.forked');
  await until('the ledger says why it does not lead', isTold);
  expect(isTold()).toBe(true);
  await hub.end();
  await starting;
}, 120_000);

it('keeps the keys in one encrypted file, and restores them where none lie', async () => {
  const [passphrase, file, home] = [join(folder, 'passphrase'), join(folder, 'keys.jwe'), join(folder, 'home')];
  writeFileSync(passphrase, 'correct horse battery staple\n');
  const own = ['--passphrase-file', passphrase];
  await done(['keys', 'backup', file, ...own]);
  const key = readFileSync(join(hub.home, 'keys', 'log.jwk'), 'utf8');
  expect(readFileSync(file, 'utf8')).not.toContain(key.slice(0, 40));
  expect((await holdfast(ready, home, ['keys', 'restore', file, ...own])).code).toBe(0);
  expect(readFileSync(join(home, 'keys', 'log.jwk'), 'utf8')).toBe(key);
  expect((await holdfast(ready, home, ['keys', 'restore', file, ...own])).code).not.toBe(0);
  writeFileSync(passphrase, 'incorrect horse battery\n');
  expect((await holdfast(ready, join(folder, 'other'), ['keys', 'restore', file, ...own])).err).toContain('passphrase');
}, 60_000);
