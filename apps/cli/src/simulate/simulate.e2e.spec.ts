import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '@holdfast/services';
import { cli, holdfast, TestHub, until } from '../../../../test/support/hub.js';
import type { Ready } from '../../../../test/support/hub.js';
import { TestPartner } from '../../../../test/support/partner.js';

const hub = new TestHub();
const running: ChildProcess[] = [];
let ready: Ready;

beforeAll(async () => void (ready = await hub.start()), 300_000);
afterAll(async () => {
  await Promise.all(running.map(end));
  await hub.stop();
}, 300_000);

const run = (...args: string[]) => holdfast(ready, hub.home, args);

/** A program that goes on until the test ends it, and every line that it has written. */
function start(...args: string[]): { child: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

interface Step {
  title: string;
  seenBy?: string[];
}

async function play(scenario: string): Promise<Step[]> {
  const { out, err, code } = await run('simulate', 'investigation', '--scenario', scenario, '--json');
  expect([code, err.replace(/^Admitting .*\n/, '')]).toEqual([0, '']);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('plays a case from the report to the seizure, and nobody sees more than their part', async () => {
  const steps = await play('1');
  const [police, a, b] = ['demo-police', 'sim-exchange-a', 'sim-exchange-b'];
  expect(steps.map(({ seenBy }) => seenBy)).toEqual([
    [police, 'demo-prosecutor', a, b],
    [police, a],
    [police],
    [police, a],
    [police, a],
    [police, b],
    [police, b],
    [police, a],
    [police, b],
    [police, a],
    [police, b],
  ]);
}, 300_000);

it('plays the document that never came, down to the breach of the one who owed it', async () => {
  const steps = await play('5');
  expect(steps.map(({ title }) => title)).toEqual([
    expect.stringContaining('is to follow'),
    expect.stringContaining('lapsed'),
    expect.stringContaining('let the funds go'),
    expect.stringContaining('breach'),
  ]);
}, 300_000);

const page = readFileSync(join(projectRoot, 'docs/how-to/connect-an-exchange.md'), 'utf8');
/** The words of a command line, those in quotation marks as one. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
const linesOf = (program: string) =>
  [...page.matchAll(new RegExp(`^npx ${program} (.+)$`, 'gm'))].map(([, line = '']) => wordsOf(line));

it('answers a lookup and a freeze with the connector of the page, asked as the page says', async () => {
  const [[example = '', partner = ''] = []] = linesOf('node');
  const connector = start(join(projectRoot, example), partner, hub.home, ready.url);
  const [lookup = [], freeze = [], list = []] = linesOf('holdfast');
  // The lookup waits for the exchanges that nobody runs: what follows does not wait for it.
  const asking = run(...lookup, '--json');
  expect((await run(...freeze)).code).toBe(0);
  await until('the freeze is answered', () => connector.lines.some((line) => line.startsWith('FREEZE')));
  expect((await run(...list)).code).toBe(0);
  const police = new TestPartner(ready.url, hub.home, 'demo-police');
  await until('the police has the hold', async () => {
    const { items } = Object(await (await police.call('/v1/requests?type=FREEZE&limit=200')).json());
    const holds = Array.from<object>(items).flatMap((request) => Array.from<object>(Object(request).holds));
    return holds.some(
      (hold) => Object(hold).holder === partner && Object(hold).said.heldAmount.amountAtomic === '31900000000',
    );
  });
  const asked = await asking;
  expect([asked.code, asked.out]).toEqual([0, expect.stringContaining('"demo-exchange-1"')]);
}, 300_000);

/** How many messages were let go to a partner. */
async function routedTo(sender: TestPartner, partner: string): Promise<number> {
  const bodies = (await sender.entries()).filter(({ envelope }) => envelope.kind === 'routing').map(bodyOf);
  return bodies.filter(({ recipients }) => recipients?.includes(partner)).length;
}

const bodyOf = ({ envelope }: { envelope: object }) => Object(envelope).body;

it('runs exchanges that know after a restart what they said, and answer what they missed', async () => {
  const exchanges = () =>
    start(cli, 'simulate', 'exchanges', '--count', '2', '--json', '--url', ready.url, '--home', hub.home);
  const saidBy = ({ lines }: { lines: string[] }): string[] =>
    lines.map((line) => JSON.parse(line)).flatMap(({ event, messageId }) => (event === 'said' ? [messageId] : []));
  const [{ accountId }] = (await run('simulate', 'exchanges', '--list', '--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const [lookup = []] = linesOf('holdfast');
  const ask = () => run('lookup', accountId, ...lookup.slice(2), '--json');

  const first = exchanges();
  await until('the exchanges follow their feeds', () => first.lines.length >= 2);
  const asking = ask();
  await until('both answer', () => saidBy(first).length >= 2);
  await end(first.child);
  const said = saidBy(first);
  const missed = ask();
  const police = new TestPartner(ready.url, hub.home, 'demo-police');
  await until('both are given what they miss', async () => (await routedTo(police, 'sim-exchange-02')) === 2);

  const second = exchanges();
  await until('both answer what they missed', () => saidBy(second).length >= 2);
  expect(saidBy(second).filter((messageId) => said.includes(messageId))).toEqual([]);
  for (const { out } of await Promise.all([asking, missed])) expect(out).toContain('sim-exchange-01');
}, 600_000);
