import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, ensureTopics, kindTopics, RECORDED, replayTopic, TopicOffsets } from '@holdfast/bus';
import { projectRoot } from '@holdfast/services';
import { cli, holdfast, TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';

const hub = new TestHub();
const files = mkdtempSync(join(tmpdir(), 'holdfast-replay-'));
const examples = join(projectRoot, 'examples/ofac-flags.ndjson');
const at = (name: string) => join(files, name);
let ready: Ready;

beforeAll(async () => {
  // A page a second: slow enough to be interrupted in the middle.
  process.env.HOLDFAST_REPLAY_RATE = '250';
  ready = await hub.start();
  await run('submit', '--as', 'demo-treasury', examples);
  const court = { handling: { ...Object(testFlag('x').handling), code: 'H1' } };
  const lines = [{ ...testFlag('h1'), ...court }, testFlag('to-one', { partners: ['demo-exchange-2'] })];
  await partner('demo-police').submitLines(lines);
  await until('everything is signed', async () => {
    const { logSize } = Object(await (await partner('operator-1').call('/v1/replays')).json());
    const last = (await partner('demo-police').entries()).at(-1);
    return last?.envelope.reference === 'to-one' && logSize > last.index;
  });
}, 180_000);
afterAll(async () => {
  await hub.stop();
  rmSync(files, { recursive: true, force: true });
}, 60_000);

const partner = (id: string) => new TestPartner(ready.url, hub.home, id);
const run = (...args: string[]) => holdfast(ready, hub.home, args);
/** The answer of a command that succeeds. */
async function json(...args: string[]) {
  const { out, err } = await run(...args, '--json');
  expect(err).toBe('');
  return Object(JSON.parse(out));
}
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const referencesIn = (path: string) => linesOf(path).flatMap(({ envelope }) => envelope?.reference ?? []);
const REPLAY = ['replay', '--kind', 'address-flags', '--purpose', 'INTERNAL_AUDIT'];

/** A session that both operators agreed on. */
async function approved(...wish: string[]): Promise<string> {
  const { session } = await json(...REPLAY, ...wish);
  await run('approve', session, '--as', 'operator-2');
  return session;
}

/** The status of an address that is sent exactly as it is written, with a partner's token. */
async function statusAt(path: string): Promise<number | undefined> {
  const headers = { authorization: `Bearer ${await partner('demo-police').token()}` };
  const [answer] = await once(request(`${ready.url}/`, { path, headers }).end(), 'response');
  answer.resume();
  return answer.statusCode;
}

it('runs nothing without the word of a second operator, and for nobody else at all', async () => {
  const { session, approved: isApproved } = await json(...REPLAY, '--to', at('own.ndjson'));
  expect(isApproved).toBe(false);
  const early = await run('replay', '--session', session, '--to', at('own.ndjson'));
  expect([early.code, early.err]).toEqual([4, expect.stringContaining('Another operator has to approve')]);
  expect((await run('approve', session, '--as', 'operator-1')).code).toBe(1);
  expect((await run('replay', '--session', session, '--to', at('own.ndjson'))).code).toBe(4);
  expect(existsSync(at('own.ndjson'))).toBe(false);

  expect((await run('approve', session, '--as', 'operator-2')).code).toBe(0);
  for (const path of ['', `/${session}`, `/${session}/entries`]) {
    expect((await partner('demo-police.officer-1').call(`/v1/replays${path}`)).status).toBe(403);
  }
  expect((await partner('operator-1').call(`/v1/replays/${session}/entries`, { method: 'POST' })).status).toBe(403);
  // What the gateway asks in the name of the hub is no operator's word, by whatever detour.
  expect(await statusAt(`/ledger/tile/../../v1/replays/${session}/entries`)).not.toBe(200);
}, 60_000);

it('gives every flag once and in order, the same after a kill in the middle, and touches no live topic', async () => {
  const session = await approved('--to', at('whole.ndjson'));
  const offsets = new TopicOffsets(connectKafka({ brokers: ready.kafkaBrokers, clientId: 'test' }));
  await offsets.start();
  const ends = async () => (await offsets.ends(kindTopics)).map(({ topic, end }) => `${topic} ${end}`);
  const before = await ends();
  const whole = await json('replay', '--session', session, '--to', at('whole.ndjson'));
  const after = await ends();
  const grown = after.filter((each) => !before.includes(each)).map((each) => each.split(' ')[0]);
  expect(grown).toEqual(['holdfast.replay-sessions']);
  expect((await offsets.ends([RECORDED])).length).toBe(1);
  await offsets.stop();

  const accepted = readFileSync(examples, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).reference);
  expect(referencesIn(at('whole.ndjson'))).toEqual([...accepted.filter((_, row) => row !== 433), 'h1', 'to-one']);
  expect(whole.counts).toMatchObject({ entries: 439, delivered: 439, tombstones: 0 });
  expect(whole.counts.expected).toBe(439 + whole.counts.leftOut[0].count);
  expect(whole.logs[0].checkpoint).toContain(whole.logs[0].origin);

  const args = ['replay', '--session', session, '--to', at('killed.ndjson')];
  const child = spawn(process.execPath, [cli, ...args, '--url', ready.url, '--home', hub.home], { stdio: 'ignore' });
  const manifest = at('killed.ndjson.manifest.json');
  await until(
    'a first page lies there',
    () => existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).bytes > 0,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(JSON.parse(readFileSync(manifest, 'utf8')).complete).toBe(false);
  const again = await json(...args);
  expect([again.sha256, again.rangeRoot, again.counts]).toEqual([whole.sha256, whole.rangeRoot, whole.counts]);
  expect(readFileSync(at('killed.ndjson'))).toEqual(readFileSync(at('whole.ndjson')));
  const third = await run(...args);
  expect([third.code, third.err]).toEqual([1, expect.stringContaining('holds a whole replay already')]);
}, 90_000);

it('shows as a partner only what it could see, and for a court nothing that no court may have', async () => {
  const wish = [...REPLAY, '--second', 'operator-2'];
  await json(...wish, '--as-partner', 'demo-exchange-1', '--to', at('one.ndjson'));
  await json(...wish, '--as-partner', 'demo-exchange-2', '--profile', 'court', '--to', at('two.ndjson'));
  expect(referencesIn(at('one.ndjson'))).toHaveLength(438);
  expect(referencesIn(at('one.ndjson'))).not.toContain('to-one');
  expect(referencesIn(at('two.ndjson'))).toHaveLength(438);
  expect(referencesIn(at('two.ndjson'))).not.toContain('h1');
  expect(linesOf(at('two.ndjson')).filter(({ leftOut }) => leftOut)).toEqual([
    { index: expect.any(Number), leftOut: 'H1' },
  ]);
}, 60_000);

it('writes into a topic of its own, once, however often it is run', async () => {
  const session = await approved('--range', '20..120', '--to', 'topic');
  const spec = replayTopic(session);
  const topicRun = () => json('replay', '--session', session, '--to', 'topic');
  const kafka = connectKafka({ brokers: ready.kafkaBrokers, clientId: 'test' });
  const offsets = new TopicOffsets(kafka);
  const first = await topicRun();
  const second = await topicRun();
  expect([second.sha256, second.counts]).toEqual([first.sha256, first.counts]);
  await offsets.start();
  expect(await offsets.ends([spec.topic])).toEqual([
    { topic: spec.topic, partition: 0, end: BigInt(first.counts.entries) },
  ]);
  await offsets.stop();
  // Throws where the topic is not kept as its spec says.
  await ensureTopics(kafka, { specs: [spec] });
  expect(kindTopics).not.toContain(spec.topic);
}, 60_000);
