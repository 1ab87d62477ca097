import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '@holdfast/services';
import pg from 'pg';
import { BuildProcesses } from '../support/build-processes.js';
import { until } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';
import { ScratchProject } from '../support/scratch-project.js';

const KINDS = 'libs/contracts/src/kinds';
const SIGHTING = `${KINDS}/intelligence/wallet-sighting/minimal.v1.json`;
const [OLD, EARLY] = ['gateway', 'gateway early'];

const stop = new AbortController();
let next: ScratchProject;
let hub: BuildProcesses;
let ledger: pg.Client;

/** The next release: a kind with a topic of its own, and a newer version of a kind whose topic exists. */
async function nextRelease(): Promise<ScratchProject> {
  const project = new ScratchProject();
  project.write('docs/how-to/add-a-kind.md');
  const file = 'intelligence/address-flag/address-flag-v2';
  const newer = `import { addressFlag } from './address-flag.js';\nexport const addressFlagV2 = { ...addressFlag, version: 2 };\n`;
  writeFileSync(join(project.root, KINDS, `${file}.ts`), newer);
  appendFileSync(join(project.root, KINDS, 'registry.ts'), `export { addressFlagV2 } from './${file}.js';\n`);
  await project.run('npm run build');
  return project;
}

beforeAll(async () => {
  [next, hub] = await Promise.all([nextRelease(), BuildProcesses.open(['ledger', 'desk', 'delivery', OLD, EARLY])]);
  await hub.holdfast(projectRoot, 'init', '--migrate');
  await Promise.all(['ledger', 'desk', 'delivery', OLD].map((name) => hub.start(name, projectRoot)));
  const as = ['--second', 'operator-2', '--jurisdiction', 'ZZ'];
  await hub.holdfast(projectRoot, 'partner', 'add', 'acme-police', '--type', 'POLICE', '--name', 'Acme Police', ...as);
  await hub.holdfast(projectRoot, 'partner', 'add', 'acme', '--type', 'EXCHANGE', '--name', 'Acme', ...as);
  ledger = new pg.Client({ connectionString: hub.services.postgres.url });
  await ledger.connect();
}, 300_000);

afterAll(async () => {
  stop.abort();
  await ledger.end();
  await hub.close();
  next.remove();
}, 120_000);

const partner = (id: string, gateway = OLD) => new TestPartner(hub.url(gateway), hub.home, id);
const sighting = (reference: string) => ({
  ...JSON.parse(readFileSync(join(next.root, SIGHTING), 'utf8')),
  sender: 'acme',
  reference,
});
const newer = (reference: string) => ({ ...testFlag(reference), version: 2 });

/** Sends one message after the other for as long as told; what is not answered 202 is sent again. */
async function load(accepted: string[], stop: AbortSignal): Promise<void> {
  const police = partner('acme-police');
  for (let count = 0; !stop.aborted; count++) {
    const reference = `load-${String(count).padStart(6, '0')}`;
    for (let isIn = false; !isIn; await delay(10)) {
      const [answer] = await Promise.allSettled([police.submit(testFlag(reference))]);
      isIn = answer.status === 'fulfilled' && answer.value.status === 202;
    }
    accepted.push(reference);
  }
}

async function accept(messages: readonly object[]): Promise<void> {
  const statuses: number[] = [];
  for (const message of messages) statuses.push((await partner('acme', EARLY).submit(message)).status);
  expect(statuses).toEqual(messages.map(() => 202));
}

interface Row {
  reference: string;
  sender: string;
  kind: string;
  version: number;
  status: string;
}

/** The record so far, in its order, without what founded the hub. */
async function record(): Promise<Row[]> {
  const { rows } = await ledger.query(`SELECT convert_from(envelope, 'UTF8')::jsonb ->> 'reference' AS reference,
    sender, kind, version, status FROM ledger.entry JOIN ledger.body USING (index)
    WHERE sender LIKE 'acme%' ORDER BY index`);
  return rows;
}

const saidUnknown = () => hub.log('ledger').split('kind.unknown').length - 1;

it('waits with the old ledger for what a later release says, and loses, doubles and quarantines nothing of it', async () => {
  const accepted: string[] = [];
  const loaded = load(accepted, stop.signal);
  await hub.holdfast(next.root, 'init', '--migrate', '--if-absent');

  // The gateway of the new release comes too early, and members use it.
  await hub.start(EARLY, next.root);
  const sightings = [0, 1, 2].map((at) => `sighting-${at}`);
  await accept(sightings.map(sighting));
  const before = accepted.length;
  await until('the old ledger goes on with what it knows', async () => (await record()).length > before);
  expect((await record()).filter(({ kind }) => kind === 'wallet-sighting')).toEqual([]);

  const newerFlags = [0, 1, 2].map((at) => `newer-${at}`);
  await accept(newerFlags.map(newer));
  await until('the old ledger says that it waits', () => saidUnknown() > 0);
  const [waiting, said, more] = [await record(), saidUnknown(), accepted.length];
  expect(await hub.isReady('ledger')).toBe(false);
  await until('it has tried again, twice', () => saidUnknown() > said + 1);
  await until('the door is open all the while', () => accepted.length > more);
  expect(await record()).toEqual(waiting);

  for (const name of ['ledger', 'desk', 'delivery', OLD]) {
    await hub.stop(name);
    const since = accepted.length;
    await hub.start(name, next.root);
    await until(`messages are accepted beside the new ${name}`, () => accepted.length > since);
  }
  stop.abort();
  await loaded;

  const all = accepted.length + sightings.length + newerFlags.length;
  await until('everything is recorded', async () => (await record()).length >= all);
  const recorded = await record();
  const references = (of: Partial<Row>) =>
    recorded.filter((row) => row.kind === of.kind && row.sender === of.sender).map(({ reference }) => reference);
  expect(recorded.filter(({ status }) => status !== 'recorded')).toEqual([]);
  expect(references({ kind: 'address-flag', sender: 'acme-police' })).toEqual(accepted);
  expect(references({ kind: 'address-flag', sender: 'acme' })).toEqual(newerFlags);
  expect(references({ kind: 'wallet-sighting', sender: 'acme' })).toEqual(sightings);
  const { rows: counts } = await ledger.query(`SELECT count(*)::int AS entries,
    count(*) FILTER (WHERE status = 'quarantined')::int AS quarantined FROM ledger.entry`);
  expect(counts).toMatchObject([{ quarantined: 0 }]);

  await until('every member has everything', async () => {
    const items = (await partner('acme').entries()).filter(({ envelope }) => envelope.sender.startsWith('acme'));
    return items.length === all;
  });
  await until('everything is signed', async () => (await signedSize()) === counts[0].entries);
  await expect(verifyLog()).resolves.toBeUndefined();
  console.log(`upgraded under load: ${all} accepted and recorded, ${saidUnknown()} times kind.unknown`);
}, 300_000);

const signedSize = async () => Number((await (await fetch(`${hub.url(OLD)}/ledger/checkpoint`)).text()).split('\n')[1]);

/** Throws unless everything that is signed holds. */
async function verifyLog(): Promise<void> {
  const url = `${hub.url(OLD)}/ledger`;
  const key = (await (await fetch(`${url}/key`)).text()).trim();
  await hub.holdfast(next.root, 'verify', 'log', url, '--key', key, '--as', 'acme');
}
