import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { generateKeyPairSync, hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@holdfast/services';
import {
  checkpointText,
  ED25519,
  ed25519Signer,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  printAddCheckpoint,
  printNote,
  printVerifierKey,
  signNote,
  verifiedBy,
} from '@holdfast/tlog';
import { cosignedBy } from '../../apps/ledger/src/tree/cosign/cosigned-by.js';
import { naiveConsistency, naiveRoot, numbered } from '../../libs/tlog/test/naive.js';
import { cli, TestHub, until } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-witness-'));
const ORIGIN = 'hub.test/ledger';
const logOf = (privateKey = generateKeyPairSync('ed25519').privateKey) => ed25519Signer(ORIGIN, ED25519, privateKey);
const signer = logOf();

/** A log that is as long as it is asked to be: what it signs, and how it asks for a cosignature. */
class View {
  constructor(
    private readonly entries: readonly Buffer[],
    private readonly by = signer,
  ) {}

  head = (size: number) => ({ origin: ORIGIN, size, root: naiveRoot(this.entries.slice(0, size)), extensions: [] });
  note = (size: number) => printNote(signNote(checkpointText(this.head(size)), [this.by]));
  proof = (from: number, to: number) => (from === 0 ? [] : naiveConsistency(from, this.entries.slice(0, to)));
  request = (old: number, size: number) =>
    printAddCheckpoint({ old, proof: this.proof(old, size), checkpoint: this.note(size) });

  growth = (from: number, to: number) => {
    const proofFrom = async (size: number) => this.proof(size, to);
    return [this.note(to), { last: this.head(from), proof: this.proof(from, to), proofFrom }] as const;
  };
}

const view = new View(numbered(200));
/** Signed with the same key, and another log from its sixth entry on. */
const otherView = new View(numbered(200).with(5, Buffer.from('another')));

const running: WitnessProcess[] = [];

/** A witness as a member runs it; whatever a test does, it ends with the tests. */
class WitnessProcess {
  readonly said: string[] = [];
  url = '';
  key = '';
  #child: ChildProcess | undefined;
  readonly #own: string[];

  constructor(
    private readonly name: string,
    private readonly logKey: () => string = () => printVerifierKey(signer.key),
  ) {
    running.push(this);
    this.#own = ['witness', '--key', join(folder, `${name}.jwk`), '--name', `${name}.test/witness`, '--json'];
  }

  get state(): string {
    return join(folder, `${this.name}-state`);
  }

  async createKey(): Promise<string> {
    return JSON.parse(await this.#firstLine([...this.#own, '--create-key'])).verifierKey;
  }

  async start(port = 0): Promise<this> {
    const run = ['--log', this.logKey(), '--state', this.state, '--port', String(port)];
    ({ url: this.url, verifierKey: this.key } = JSON.parse(await this.#firstLine([...this.#own, ...run])));
    return this;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async add(body: string): Promise<{ status: number; text: string; type: string | null }> {
    const response = await fetch(`${this.url}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
  }

  async cosignedSize(): Promise<number> {
    const response = await fetch(`${this.url}/${hash('sha256', ORIGIN)}/checkpoint`);
    return response.ok ? parseCheckpoint(parseNote(await response.text()).text).size : 0;
  }

  async #firstLine(args: string[]): Promise<string> {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    createInterface(child.stderr).on('line', (line) => this.said.push(line));
    const ended = once(child, 'close').then(() => {
      throw new Error(`The witness ended: ${this.said.join('\n')}`);
    });
    ended.catch(() => undefined);
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
    return String(line);
  }
}

async function witness(of: string): Promise<WitnessProcess> {
  const made = new WitnessProcess(of);
  await made.createKey();
  return made.start();
}

afterAll(async () => {
  await Promise.all(running.map((each) => each.end('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

it('cosigns what grows, answers the rest as C2SP says, and goes on after a restart where it was', async () => {
  const one = await witness('one');
  expect(await one.cosignedSize()).toBe(0);
  const first = await one.add(view.request(0, 3));
  expect(first.status).toBe(200);
  expect(verifiedBy(parseNote(view.note(3) + first.text), [parseVerifierKey(one.key)])).toHaveLength(1);
  expect(await one.add(view.request(3, 7))).toMatchObject({ status: 200 });
  expect(await one.add(view.request(3, 8))).toEqual({ status: 409, text: '7\n', type: 'text/x.tlog.size' });
  expect(await one.add(view.request(0, 2))).toMatchObject({ status: 409, text: '7\n' });
  expect(await one.add(otherView.request(7, 9))).toMatchObject({ status: 422 });
  expect(await one.add(view.request(7, 9).replace('old 7', 'old 8'))).toMatchObject({ status: 409 });
  expect(await one.add(new View(numbered(9), logOf()).request(7, 9))).toMatchObject({ status: 403 });
  expect(await one.add(view.request(7, 9).replaceAll(ORIGIN, 'unknown.test'))).toMatchObject({ status: 404 });
  expect(await one.add('old 7\n')).toMatchObject({ status: 400 });
  expect(await one.add('x'.repeat(64 * 1024 + 1))).toMatchObject({ status: 413 });
  expect((await fetch(`${one.url}/add-checkpoint`)).status).toBe(405);

  await one.end();
  await one.start();
  expect(one.said.at(-1)).toContain('7 entries cosigned last');
  expect(await one.cosignedSize()).toBe(7);
  expect(await one.add(otherView.request(7, 9))).toMatchObject({ status: 422 });
  expect(await one.add(view.request(7, 9))).toMatchObject({ status: 200 });
}, 60_000);

it('never begins anew on a state that it cannot read, and never twice on one', async () => {
  const one = await witness('careful');
  await one.add(view.request(0, 3));
  await expect(new WitnessProcess('careful').start()).rejects.toThrow('is a witness with the state');
  await one.end();
  const file = readdirSync(one.state).find((each) => each.endsWith('.checkpoint')) ?? '';
  const path = join(one.state, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace('\n3\n', '\n2\n'));
  await expect(one.start()).rejects.toThrow('is not what this witness wrote last');
  writeFileSync(path, '');
  await expect(one.start()).rejects.toThrow('Bring back the file');
}, 60_000);

it('lets no request roll back what a faster one made it cosign', async () => {
  const one = await witness('racing');
  await one.add(view.request(0, 10));
  for (let round = 0, size = 10; round < 15; round++) {
    const answers = await Promise.all([8, 2, 5].map((by) => one.add(view.request(size, size + by))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    size += [8, 2, 5].find((_, at) => answers[at]?.status === 200) ?? 0;
    expect(await one.cosignedSize()).toBe(size);
  }
}, 60_000);

it('cosigns one view only, however often it is killed between and amid requests', async () => {
  const one = await witness('killed');
  await one.add(view.request(0, 5));
  const cosigned: string[] = [];
  const ask = async (of: View, label: string, size: number) => {
    const { status } = await one.add(of.request(await one.cosignedSize(), size));
    if (status === 200) cosigned.push(label);
  };
  for (let round = 1; round <= 4; round++) {
    const size = 10 * round;
    const asked = [ask(otherView, 'other', size), ask(view, 'one', size)];
    await (round % 2 ? Promise.any(asked) : delayTurns(round)).catch(() => undefined);
    await one.end('SIGKILL');
    await Promise.allSettled(asked);
    await one.start();
    await ask(view, 'one', size);
    await ask(otherView, 'other', size);
  }
  expect(cosigned.length).toBeGreaterThanOrEqual(4);
  expect(new Set(cosigned).size).toBe(1);
}, 60_000);

/** Lets what was begun go on for a little, without a time. */
async function delayTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => void setImmediate(resolve));
}

it('refuses a split view, keeps what proves it, and the operator is told', async () => {
  const one = await witness('split');
  const logged: string[] = [];
  const log = (level: string, text: string) => void logged.push(`${level}: ${text}`);
  const witnesses = [{ key: parseVerifierKey(one.key), url: one.url }];
  const honest = cosignedBy({ witnesses, quorum: 1, log });
  const key = parseVerifierKey(one.key);
  for (const [from, to] of [
    [0, 8],
    [8, 12],
  ] as const) {
    const note = await honest(...view.growth(from, to));
    expect(verifiedBy(openCheckpoint(note, signer.key).note, [key])).toHaveLength(1);
  }

  const split = cosignedBy({ witnesses, quorum: 1, log });
  await expect(split(...otherView.growth(0, 20))).rejects.toMatchObject({ code: 'ledger.quorum-missing' });
  await expect(split(...otherView.growth(0, 12))).rejects.toMatchObject({ code: 'ledger.quorum-missing' });
  expect(logged).toEqual([
    `error: witness split.test/witness refuses 20 entries of ${ORIGIN}: it has cosigned 12 of another view`,
    `error: witness split.test/witness refuses 12 entries of ${ORIGIN}: it has cosigned 12 of another view`,
  ]);
  const shorter = cosignedBy({ witnesses, quorum: 0, log });
  await expect(shorter(...view.growth(0, 9))).rejects.toMatchObject({ code: 'ledger.forked' });
  expect(await one.cosignedSize()).toBe(12);

  expect(one.said.filter((line) => line.includes('REFUSED'))).toHaveLength(2);
  const evidence = (end: string) =>
    readdirSync(join(one.state, 'evidence'))
      .filter((each) => each.endsWith(end))
      .map((each) => readFileSync(join(one.state, 'evidence', each), 'utf8'));
  const [forked = ''] = evidence('.forked');
  const [cosigned = ''] = evidence('.cosigned');
  const both = [forked.slice(forked.indexOf('\n\n') + 2), cosigned].map((note) => openCheckpoint(note, signer.key));
  const [from, to] = both.map(({ checkpoint }) => checkpoint);
  expect([from?.size, to?.size]).toEqual([12, 12]);
  expect(from?.root).not.toEqual(to?.root);
  expect(evidence('.refused')).toHaveLength(1);
}, 60_000);

describe('a hub that needs a witness', () => {
  const hub = new TestHub();
  const member = new WitnessProcess('member', () => readFileSync(join(folder, 'log.pub'), 'utf8').trim());
  afterAll(async () => {
    await member.end('SIGKILL');
    await hub.stop();
  }, 120_000);

  it('publishes no checkpoint without it, records on, and publishes again when it is back', async () => {
    const [key, port] = [await member.createKey(), await freePort()];
    writeFileSync(join(folder, 'witnesses'), `# of the community\n${key} http://127.0.0.1:${port}/\n`);
    process.env.HOLDFAST_WITNESSES_FILE = join(folder, 'witnesses');
    process.env.HOLDFAST_WITNESS_QUORUM = '1';
    const { url } = await hub.start();
    const read = async (path: string) => (await fetch(`${url}${path}`)).text();
    const logKey = (await read('/ledger/key')).trim();
    writeFileSync(join(folder, 'log.pub'), logKey);
    expect((await fetch(`${url}/ledger/checkpoint`)).status).toBe(404);

    await member.start(port);
    const opened = async () => openCheckpoint(await read('/ledger/checkpoint'), parseVerifierKey(logKey));
    const police = new TestPartner(url, hub.home, 'demo-police');
    const recorded = async (reference: string) => {
      await police.submit(testFlag(reference));
      await until(`${reference} is recorded`, async () =>
        (await police.entries()).some(({ envelope }) => envelope.reference === reference),
      );
      return (await police.entries()).at(-1)?.index ?? 0;
    };
    const signed = (index: number) => until(`entry ${index} is signed`, async () => (await sizeNow()) > index);
    const sizeNow = async () => ((await fetch(`${url}/ledger/checkpoint`)).ok ? (await opened()).checkpoint.size : 0);

    await signed(await recorded('with-witness'));
    const before = await opened();
    expect(verifiedBy(before.note, [parseVerifierKey(key)])).toHaveLength(1);

    await member.end();
    const last = await recorded('without-witness-1');
    await until('the ledger says what is missing', () => hub.log('ledger').includes('ledger.quorum-missing'));
    await recorded('without-witness-2');
    expect((await opened()).checkpoint).toEqual(before.checkpoint);

    await member.start(port);
    await signed(last + 1);
    const after = await opened();
    expect(verifiedBy(after.note, [parseVerifierKey(key)])).toHaveLength(1);
    expect(after.checkpoint.size).toBeGreaterThan(before.checkpoint.size);
  }, 240_000);
});
