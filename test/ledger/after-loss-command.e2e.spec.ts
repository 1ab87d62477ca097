import pg from 'pg';
import { holdfast, TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';

const hub = new TestHub();
let ready: Ready;

beforeAll(async () => void (ready = await hub.start()), 300_000);
afterAll(() => hub.stop(), 120_000);

const rollover = (...args: string[]) => holdfast(ready, hub.home, ['log', 'rollover', '--after-loss', ...args]);
const signedSize = async (path: string) => {
  const answer = await fetch(`${ready.url}${path}/checkpoint`);
  return answer.ok ? Number((await answer.text()).split('\n')[1]) : 0;
};

async function submitted(name: string, count: number): Promise<string> {
  const partner = new TestPartner(ready.url, hub.home, 'demo-police');
  const flags = Array.from({ length: count }, (_, at) => testFlag(`${name}-${at}`));
  const answer = await (await partner.submitLines(flags)).json();
  return Object(answer).messageIds[0];
}

const statusOf = async (id: string) => {
  const { out, code } = await holdfast(ready, hub.home, ['status', id, '--as', 'demo-police', '--json']);
  return code === 0 ? Object(JSON.parse(out)).status : 'none';
};

async function lose(index: number): Promise<void> {
  const client = new pg.Client({ connectionString: ready.databaseUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica; SET search_path = ledger');
  await client.query(`DELETE FROM entry WHERE index = ${index}; DELETE FROM body WHERE index = ${index}`);
  await client.end();
}

it('is asked of a sound ledger in vain; of a damaged one it says what is lost, and --confirm lets it go on', async () => {
  await submitted('before', 30);
  await until('something is signed', async () => (await signedSize('/ledger')) > 30);
  expect(await rollover('--confirm')).toMatchObject({ code: 1, err: expect.stringContaining('Nothing is lost') });

  const lost = (await signedSize('/ledger')) - 5;
  await lose(lost);
  await hub.kill('ledger');
  await until('the ledger says why it does not lead', () => hub.log('ledger').includes('ledger.forked'));
  let said = await rollover();
  await until('the ledger answers', async () => (said = await rollover()).code === 0);
  expect(said.out).toContain('1 indexes are lost');
  expect(said.out).toMatch(new RegExp(`^${lost} +no row is left`, 'm'));
  expect(said.out).toContain('Nothing was done');

  expect((await rollover('--confirm')).out).toContain('goes on from index');
  const later = await submitted('after', 5);
  await until('the successor signs', async () => (await signedSize('/ledger/2')) >= 5);
  await until('what is new is recorded', async () => (await statusOf(later)) === 'known');
  const list = await holdfast(ready, hub.home, ['log', 'list']);
  expect(list.out).toMatch(new RegExp(`/ledger +\\S+ +0 +closed +${lost}\\s`));
}, 240_000);
