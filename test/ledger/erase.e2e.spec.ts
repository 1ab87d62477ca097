import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';
import pg from 'pg';
import { BuildProcesses } from '../support/build-processes.js';
import { until } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';

const PROCESSES = ['ledger', 'desk', 'delivery', 'gateway'];
let hub: BuildProcesses;
let member: TestPartner;

beforeAll(async () => {
  hub = await BuildProcesses.open(PROCESSES);
  await cli('init', '--migrate');
  await Promise.all(PROCESSES.map((name) => hub.start(name, projectRoot)));
  const acme = ['--type', 'POLICE', '--name', 'Acme', '--jurisdiction', 'ZZ', '--second', 'operator-2'];
  await cli('partner', 'add', 'acme', ...acme);
  member = new TestPartner(hub.url('gateway'), hub.home, 'acme');
}, 300_000);

afterAll(() => hub.close(), 120_000);

const cli = (...args: string[]) => hub.holdfast(projectRoot, ...args);

async function asked(path: string) {
  const answer = await member.call(path);
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), said: await answer.text() };
}

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: hub.services.postgres.url });
  await client.connect();
  return client;
}

const submitted = async (flag: object): Promise<string> =>
  Object(await (await member.submitLines([flag])).json()).messageIds[0];

it('erases the case of a sender, and no case by its number alone', async () => {
  const ids = [
    await submitted({ ...testFlag('of a case'), case: { number: 'ZZ-7' } }),
    await submitted(testFlag('of none')),
  ];
  const states = () =>
    Promise.all(ids.map(async (id) => Object(JSON.parse((await asked(`/v1/messages/${id}`)).said)).status));
  await until('both are recorded', async () => (await states()).every((status) => status === 'known'));
  const both = ['--basis', 'Art. 17', '--second', 'operator-2'];
  await expect(cli('erase', '--case', 'ZZ-7', ...both)).rejects.toThrow('two partners may use the same number');
  await cli('erase', '--case', 'ZZ-7', '--sender', 'acme', ...both);
  await until('the case is erased', async () => (await states())[0] === 'erased');
  expect(await states()).toEqual(['erased', 'known']);
}, 120_000);

it('shows nothing of a restored backup before it is caught up with what was erased since', async () => {
  const id = await submitted(testFlag('secret'));
  const path = `/v1/messages/${id}`;
  await until('it is signed', async () => (await asked(`${path}/receipt`)).status === 200);
  const backup = join(hub.home, 'backup');
  await cli('backup', backup);
  await cli('erase', '--message', id, '--basis', 'Art. 17', '--second', 'operator-2');
  await until('it is erased', async () => (await asked(path)).said.includes('"erased"'));

  await Promise.all(PROCESSES.map((name) => hub.stop(name)));
  const owner = await connected();
  await owner.query('DROP SCHEMA ledger, desk, delivery, gateway CASCADE');
  await cli('migrate');
  await cli('restore', backup);
  // Nobody catches up while another has the lead.
  await owner.query("SELECT pg_advisory_lock(hashtextextended('holdfast/ledger', 0))");
  await Promise.all(PROCESSES.map((name) => hub.start(name, projectRoot)));
  for (const read of [path, `${path}/receipt`]) {
    expect(await asked(read)).toMatchObject({ status: 503, retryAfter: '1', said: expect.stringContaining('whole') });
  }
  const { rows } = await owner.query('SELECT message_id FROM ledger.body WHERE message_id = $1', [id]);
  expect(rows).toHaveLength(1);

  await owner.end();
  await until('the reads are answered', async () => (await asked(path)).status === 200);
  expect((await asked(path)).said).toContain('"erased"');
  expect((await asked(`${path}/receipt`)).status).toBe(404);
}, 300_000);
