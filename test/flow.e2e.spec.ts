import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';
import { holdfast, TestHub, until } from './support/hub.js';
import type { Ready } from './support/hub.js';
import { testFlag, TestPartner } from './support/partner.js';
import type { Item } from './support/partner.js';

const hub = new TestHub();
let ready: Ready;
let firstStartMs: number;
const partner = (id: string) => new TestPartner(ready.url, hub.home, id);
const run = (...args: string[]) => holdfast(ready, hub.home, args);
const examples = join(projectRoot, 'examples/ofac-flags.ndjson');

beforeAll(async () => {
  const begun = Date.now();
  ready = await hub.start();
  firstStartMs = Date.now() - begun;
}, 300_000);
afterAll(() => hub.stop(), 120_000);

const sees = async (id: string, reference: string) =>
  (await partner(id).entries()).some(({ envelope }) => envelope.reference === reference);

const flagsIn = (items: Item[]) => items.filter(({ envelope }) => envelope.kind === 'address-flag');

it('keeps every key for its owner alone', () => {
  for (const name of ['operator-1', 'operator-2', 'gateway', 'ledger', 'delivery', 'demo-treasury']) {
    expect(statSync(join(hub.home, 'keys', `${name}.jwk`)).mode % 0o1000).toBe(0o600);
  }
});

it('carries each accepted OFAC flag once, in its order, to both exchanges, and says where and why it refused one', async () => {
  const stop = new AbortController();
  const seen: Item[][] = [[], []];
  const readers = ['demo-exchange-1', 'demo-exchange-2'].map((id, at) =>
    partner(id).follow(seen[at] ?? [], stop.signal),
  );

  const { out, code } = await run('submit', '--as', 'demo-treasury', examples, '--json');
  const summary = JSON.parse(out);
  expect(summary).toMatchObject({ accepted: 437, new: 437, duplicates: 0, refused: 1, conflicts: 0, unrecorded: 0 });
  expect(summary.refusals).toEqual([
    expect.objectContaining({ line: 434, pointer: '/body/address/address', rule: 'address-malformed' }),
  ]);
  expect(code).toBe(1);

  const submitted = readFileSync(examples, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).reference);
  const accepted = submitted.filter((_, at) => at !== 433);
  await until('both exchanges have all flags', () => seen.every((items) => flagsIn(items).length >= accepted.length));
  for (const items of seen) expect(flagsIn(items).map(({ envelope }) => envelope.reference)).toEqual(accepted);
  expect(flagsIn(await partner('demo-police').entries())).toHaveLength(437);

  const again = JSON.parse((await run('submit', '--as', 'demo-treasury', examples, '--json')).out);
  expect(again).toMatchObject({ accepted: 437, new: 0, duplicates: 437, refused: 1 });
  expect((await run('submit', '--as', 'demo-treasury', examples)).out).toContain('Nothing new');
  expect(flagsIn(await partner('demo-exchange-1').entries())).toHaveLength(437);
  stop.abort();
  await Promise.all(readers);
}, 300_000);

it('runs every holdfast command of the README as it is written there', async () => {
  const commands = [...readFileSync(join(projectRoot, 'README.md'), 'utf8').matchAll(/^npx holdfast (.+)$/gm)];
  expect(commands.map(([, command]) => command?.split(' ')[0])).toEqual(['watch', 'submit']);
  for (const [, command = ''] of commands) {
    const args = command.replace('examples/', `${projectRoot}/examples/`).split(' ');
    const endless = args[0] === 'watch' ? ['--from', 'beginning', '--count', '3'] : [];
    const { out, err, code } = await run(...args, ...endless);
    expect(err).toBe('');
    expect(out.split('\n').length).toBeGreaterThan(3);
    // One row of the example is refused, and the exit code says so.
    expect(code).toBe(args[0] === 'submit' ? 1 : 0);
  }
}, 300_000);

it('watches as one JSON object a line when piped, from any position on', async () => {
  const { out } = await run('watch', '--as', 'demo-exchange-1', '--from', '100', '--count', '5');
  const positions = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).position);
  expect(positions).toEqual([101, 102, 103, 104, 105]);
}, 300_000);

it('gives nobody outside the audience a message, and the sender its own', async () => {
  const cases: [string, object, string[]][] = [
    ['to-one', { partners: ['demo-exchange-2'] }, ['demo-exchange-2', 'demo-police']],
    ['to-exchanges', { groups: ['exchanges'] }, ['demo-exchange-1', 'demo-exchange-2', 'demo-police']],
    [
      'to-authorities',
      { groups: ['authorities'], partners: ['demo-analyst'] },
      ['demo-analyst', 'demo-police', 'demo-prosecutor', 'demo-treasury'],
    ],
  ];
  const everybody = [
    'demo-analyst',
    'demo-exchange-1',
    'demo-exchange-2',
    'demo-police',
    'demo-prosecutor',
    'demo-treasury',
  ];
  const police = partner('demo-police');
  const answer = await police.submitLines(cases.map(([reference, audience]) => testFlag(reference, audience)));
  expect(answer.status).toBe(202);
  await until('the police sees its last message', () => sees('demo-police', 'to-authorities'));
  for (const [reference, , readers] of cases) {
    const found = await Promise.all(everybody.map(async (id) => ((await sees(id, reference)) ? [id] : [])));
    expect(found.flat()).toEqual(readers);
  }
}, 300_000);

it('records a conflict as such and lets the first content stand', async () => {
  const police = partner('demo-police');
  const first = await police.submit(testFlag('twice'));
  const { messageIds } = Object(await first.json());
  await police.submit(testFlag('twice'));
  const other = testFlag('twice');
  await police.submit({ ...other, body: { ...Object(other.body), confidence: 1 } });
  const status = async () => Object(await (await police.call(`/v1/messages/${messageIds[0]}`)).json());
  await until('three submissions are judged', async () => {
    const { entries = [], duplicates } = await status();
    return entries.length === 2 && duplicates === 1;
  });
  expect((await status()).entries.map((entry: { status: string }) => entry.status)).toEqual(['recorded', 'conflict']);
  await police.submit(testFlag('after-twice'));
  await until('the exchange sees what came after', () => sees('demo-exchange-1', 'after-twice'));
  const seen = await partner('demo-exchange-1').entries();
  expect(seen.filter(({ envelope }) => envelope.reference === 'twice')).toHaveLength(1);
  expect((await partner('demo-exchange-1').call(`/v1/messages/${messageIds[0]}`)).status).toBe(404);
}, 300_000);

it('closes the streams of a suspended partner and refuses its tokens within 5 s, and gives the backlog only if told', async () => {
  const { code } = await run(
    'partner',
    'add',
    'acme',
    '--type',
    'EXCHANGE',
    '--name',
    'Acme',
    '--jurisdiction',
    'ZZ',
    '--group',
    'exchanges',
    '--second',
    'operator-2',
  );
  expect(code).toBe(0);
  const acme = partner('acme');
  await until('acme gets a token', async () => (await acme.requestToken(await acme.assertion())).ok);
  await until('acme reads', async () => (await acme.call('/v1/entries')).status === 200);
  const stream = await acme.call('/v1/feed?after=-1');
  expect(stream.status).toBe(200);
  const drained = stream.text().catch(() => 'broken off');

  const [asked] = [Date.now(), await run('partner', 'list')];
  const commandMs = Date.now() - asked;
  const begun = Date.now();
  await run('partner', 'suspend', 'acme');
  await drained;
  await until('its token is refused', async () => (await acme.call('/v1/entries')).status === 401);
  await until('it gets no new one', async () => (await acme.requestToken(await acme.assertion())).status === 401);
  // The hub has five seconds; the command itself takes what a command takes on this machine.
  expect(Date.now() - begun).toBeLessThan(5_000 + 3 * commandMs);

  await partner('demo-police').submit(testFlag('while-away'));
  await until('what it missed is recorded', () => sees('demo-exchange-1', 'while-away'));
  await run('partner', 'resume', 'acme', '--second', 'operator-2');
  await until('acme is back', async () => (await acme.call('/v1/entries')).status === 200);
  const has = async () => (await acme.entries()).some(({ envelope }) => envelope.reference === 'while-away');
  expect(await has()).toBe(false);
  await run('partner', 'suspend', 'acme');
  await run('partner', 'resume', 'acme', '--with-backlog', '--second', 'operator-2');
  await until('acme is back', async () => (await acme.call('/v1/entries')).status === 200);
  expect(await has()).toBe(false);
  await run('partner', 'remove', 'acme', '--second', 'operator-2');
  await until('acme is gone', async () => (await acme.call('/v1/entries')).status === 401);
}, 300_000);

it('refuses to found a second hub on the same record', async () => {
  const env = { ...process.env, KAFKA_BROKERS: ready.kafkaBrokers.join(','), DATABASE_URL: ready.databaseUrl };
  const { code, err } = await holdfast(ready, hub.home, ['init'], env);
  expect([code, err]).toEqual([1, expect.stringContaining('founded once')]);
}, 300_000);

it('keeps everything over a restart and over a kill of its supervisor, and says how long a start takes', async () => {
  // That the hub was away is said once it is back, and extends its clocks.
  const said = async () =>
    (await partner('demo-exchange-1').entries()).filter(({ envelope }) => envelope.kind !== 'outage');
  const before = await said();
  const ends = {
    'a stop in order': () => hub.end(),
    'a kill -9 of the supervisor': () => process.kill(hub.pid, 'SIGKILL'),
  };
  for (const [name, end] of Object.entries(ends)) {
    await end();
    const begun = Date.now();
    ready = await hub.start();
    const startMs = Date.now() - begun;
    console.log(`start after ${name}: ${startMs} ms; the first took ${firstStartMs} ms`);
    // The servers of what was killed have ten seconds to end; a session that times out would take thirty.
    expect(startMs).toBeLessThan(10_000 + 2 * firstStartMs);
    expect(await said()).toEqual(before);
  }
}, 300_000);
