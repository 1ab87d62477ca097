import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKafka, hubSubmission, Publisher, submission } from '@holdfast/bus';
import type { OutgoingRecord } from '@holdfast/bus';
import { messageIdOf, seal, signContent } from '@holdfast/contracts';
import { readKey } from '@holdfast/platform';
import type { OwnedKey } from '@holdfast/platform';
import { startServices } from '@holdfast/services';
import pg from 'pg';
import { cli, holdfast, TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { testFlag, TestPartner } from '../support/partner.js';

const hub = new TestHub();
const folder = mkdtempSync(join(tmpdir(), 'holdfast-rotate-'));
const backup = join(folder, 'tables');
let ready: Ready;
let police: TestPartner;

beforeAll(async () => {
  ready = await hub.start();
  police = new TestPartner(ready.url, hub.home, 'demo-police');
  const places = { DATABASE_URL: ready.databaseUrl, KAFKA_BROKERS: ready.kafkaBrokers.join(',') };
  await run(`backup ${backup}`, { ...process.env, ...places });
}, 300_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const keyPath = (name: string) => join(hub.home, 'keys', `${name}.jwk`);
const run = (line: string, env?: NodeJS.ProcessEnv) => holdfast(ready, hub.home, line.split(' '), env);

/** Runs a command line that must succeed and reads its answer. */
async function json(line: string) {
  const { out, err, code } = await run(`${line} --json`);
  if (code !== 0) throw new Error(`${line}: ${err}`);
  return Object(JSON.parse(out));
}

/** The hub tells a sender of a conflict: this much of delivery's own word arrives. */
async function rejections() {
  const items = await police.entries();
  const all = items.filter(({ envelope }) => envelope.kind === 'acknowledgement' && envelope.sender === 'hub');
  return all.map(({ envelope }) => ({
    reference: envelope.reference,
    kids: Array.from<unknown>(Object(envelope).signatures).map((each) => Object(each).kid),
  }));
}

const kidsOfDelivery = async () => (await rejections()).flatMap(({ kids }) => kids);

/** One reference for two contents, so that the hub says something; resolves when it has said it. */
async function conflict(reference: string): Promise<void> {
  const before = (await rejections()).length;
  const flag = testFlag(reference);
  expect((await police.submitLines([flag])).status).toBe(202);
  expect((await police.submitLines([{ ...flag, occurredAt: '2026-04-14T08:00:00.000Z' }])).status).toBe(202);
  await until(`the conflict of ${reference} is told`, async () => (await rejections()).length > before);
}

async function publish(record: OutgoingRecord): Promise<void> {
  const publisher = new Publisher(connectKafka({ brokers: ready.kafkaBrokers, clientId: 'test' }));
  await publisher.start();
  await publisher.publish([record]);
  await publisher.stop();
}

const head = { version: 1, occurredAt: '2026-11-25T12:00:00.000Z', language: 'en', correlates: [], exercise: false };
const handling = { tlp: 'RED', code: 'H0', dataClass: 'OPEN', retention: { class: 'R4', legalHold: false } };

/** What delivery would say, by whoever has this key. */
function acknowledgement(reference: string, key: OwnedKey): OutgoingRecord {
  const { occurredAt: at } = head;
  const ofMessageId = messageIdOf({ sender: 'demo-police', kind: 'address-flag', reference: 'before' });
  const body = {
    ofMessageId,
    level: 'APPLIED',
    result: 'REJECTED',
    errors: [{ pointer: '', code: 'CONFLICT', message: 'No' }],
    at,
  };
  const audience = { partners: ['demo-police'] };
  return hubSubmission({ ...head, kind: 'acknowledgement', reference, audience, handling, body }, [key]);
}

interface SetAside {
  kind: string;
  reason: string;
}

async function setAside(): Promise<SetAside[]> {
  const { out } = await run('quarantine list --json');
  const items: SetAside[] = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return items.filter(({ reason }) => reason !== undefined);
}

it('replaces the key of each process while messages flow, without a restart', async () => {
  await conflict('before');
  for (const name of ['gateway', 'ledger', 'desk', 'delivery']) {
    const rotated = await json(`keys rotate ${name} --second operator-2`);
    expect(rotated).toMatchObject({ name, state: 'rotated', kid: `${name}-2`, replaces: [`${name}-1`] });
    expect(Date.parse(rotated.endsAt)).toBeGreaterThan(Date.now());
    expect(readKey(keyPath(name)).kid).toBe(`${name}-2`);
    expect(['next', 'replaced'].filter((rest) => existsSync(`${keyPath(name)}.${rest}`))).toEqual([]);
  }
  // This caller still shows the token that the gateway signed with its first key.
  await conflict('after');
  expect(await kidsOfDelivery()).toEqual(['delivery-1', 'delivery-2']);
  const { keys } = Object(await (await fetch(`${ready.url}/oauth/jwks`)).json());
  expect(keys.map(({ kid }: OwnedKey) => kid)).toEqual(['gateway-2']);
  const { signature, report } = await json('reconcile --full');
  expect([signature.kid, report.verdict]).toEqual(['ledger-2', 'whole']);
  expect(Object.values(ready.pids).map((pid) => process.kill(pid, 0))).not.toContain(false);
}, 300_000);

it('quarantines what a process says with a key that was ended, and records what it says with the new one', async () => {
  const ended = readKey(keyPath('delivery'));
  expect(await json('keys rotate delivery --second operator-2 --at-once')).toMatchObject({ kid: 'delivery-3' });
  await publish(acknowledgement('ended', ended));
  await until('it is set aside', async () => (await setAside()).length > 0);
  expect(await setAside()).toMatchObject([{ kind: 'acknowledgement', reason: 'hub-signature' }]);
  await publish(acknowledgement('new', readKey(keyPath('delivery'))));
  await until('it arrives', async () => (await rejections()).some(({ reference }) => reference === 'new'));
  expect((await rejections()).map(({ reference }) => reference)).not.toContain('ended');
}, 300_000);

it('makes a new key of a process whose key was lost, and ends the lost one', async () => {
  const { kid } = readKey(keyPath('ledger'));
  rmSync(keyPath('ledger'));
  const rotated = await json('keys rotate ledger --second operator-2 --at-once');
  expect(rotated).toMatchObject({ state: 'rotated', kid: 'ledger-3', replaces: [kid] });
  expect((await json('reconcile --sample 0')).signature.kid).toBe('ledger-3');
}, 300_000);

it('replaces the key of an operator in two approved steps; the old key opens no door and approves nothing', async () => {
  const old = readKey(keyPath('operator-1'));
  const announced = await json('keys rotate operator-1 --as operator-1');
  expect(announced).toMatchObject({ state: 'announced', replaces: [old.kid] });
  expect(readKey(keyPath('operator-1')).kid).toBe(old.kid);
  expect(await json(`approve ${announced.messageId} --as operator-2`)).toMatchObject({ inForce: true });
  const ending = await json('keys rotate operator-1 --as operator-1');
  expect(ending).toMatchObject({ state: 'ending', kid: readKey(keyPath('operator-1')).kid });
  expect(await json(`approve ${ending.messageId} --as operator-2`)).toMatchObject({ inForce: true });
  expect(await json('keys rotate operator-1')).toMatchObject({ state: 'rotated', kid: ending.kid });

  const added = await json('partner add newbank --type EXCHANGE --name Newbank --jurisdiction ZZ --as operator-2');
  writeFileSync(keyPath('operator-9'), JSON.stringify({ kid: old.kid, ...old.jwk, officer: old.officer }), {
    mode: 0o600,
  });
  expect((await run(`approve ${added.messageId} --as operator-9`)).code).toBe(4);
  const before = (await setAside()).length;
  await publish(await approvalBy(old, added.messageId));
  await until('the approval is set aside', async () => (await setAside()).length > before);
  expect((await setAside()).at(-1)).toMatchObject({ kind: 'approval' });
  expect((await run('partner list')).out).not.toContain('newbank');
  expect(await json(`approve ${added.messageId} --as operator-1`)).toMatchObject({ inForce: true });
}, 300_000);

/** The word of who has only the key, past the gateway. */
async function approvalBy(key: OwnedKey, target: string): Promise<OutgoingRecord> {
  const [state] = (await json(`status ${target} --as operator-2`)).entries;
  const body = { target, contentHash: state.contentHash, decision: 'APPROVED', role: 'OPERATOR' };
  const audience = { groups: ['members'] };
  const message = { ...head, kind: 'approval', reference: 'stolen', audience, handling, officer: key.officer, body };
  const { contentHash } = seal(message, 'hub');
  const { envelope, bytes } = seal({ ...message, signatures: [signContent(contentHash, 'officer', key)] }, 'hub');
  return submission(envelope, bytes, randomBytes(32));
}

it('replaces the keys of a partner and of its officer', async () => {
  const rotated = await json('keys rotate demo-police --second operator-2');
  expect(rotated).toMatchObject({ state: 'rotated', kid: 'demo-police-2' });
  expect((await new TestPartner(ready.url, hub.home, 'demo-police').entries()).length).toBeGreaterThan(0);
  const two = '--as demo-police.officer-1 --second demo-police.officer-2';
  const { replaces, kid } = await json(`keys rotate demo-police.officer-1 ${two}`);
  expect(replaces).not.toContain(kid);
  const officer = new TestPartner(ready.url, hub.home, 'demo-police.officer-1');
  expect((await officer.requestToken(await officer.assertion())).status).toBe(200);
}, 300_000);

it('recognises what was erased before the erasure secret was replaced', async () => {
  const { messageIds } = Object(await (await police.submitLines([testFlag('erased')])).json());
  const status = async () =>
    JSON.parse((await run(`status ${messageIds[0]} --as demo-police --json`)).out || '{}').status;
  await until('it is recorded', async () => (await status()) === 'known');
  await json(`erase --message ${messageIds[0]} --basis Art.17 --second operator-2`);
  await until('it is erased', async () => (await status()) === 'erased');
  expect(await json('keys rotate erasure')).toMatchObject({ state: 'rotated', secrets: 2 });
  expect(await status()).toBe('erased');
}, 300_000);

it('sends to the rollover who would rotate the key of the log', async () => {
  const { code, err } = await run('keys rotate log');
  expect([code, err]).toEqual([2, expect.stringContaining('holdfast log rollover --new-key')]);
}, 60_000);

it('leads a ledger that was restored from before, and judges the published record anew, to the same log', async () => {
  const [key, signed] = [join(folder, 'key'), join(folder, 'checkpoint')];
  writeFileSync(key, await (await fetch(`${ready.url}/ledger/key`)).text());
  writeFileSync(signed, await (await fetch(`${ready.url}/ledger/checkpoint`)).text());
  await hub.end();
  const services = await startServices({ home: hub.home, environment: {} });
  const { postgres, kafka } = services;
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('DROP SCHEMA ledger, desk, delivery, gateway CASCADE');
  await client.end();
  const places = { ...process.env, DATABASE_URL: postgres.url, KAFKA_BROKERS: kafka.brokers.join(',') };
  expect((await run('migrate', places)).code).toBe(0);
  expect((await run(`restore ${backup}`, places)).code).toBe(0);
  await services.stop();

  ready = await hub.start();
  const size = async (note: Promise<string> | string) => Number((await note).split('\n')[1]);
  const now = async () => size((await fetch(`${ready.url}/ledger/checkpoint`)).text());
  const before = await size(readFileSync(signed, 'utf8'));
  await until('everything is signed again', async () => (await now()) >= before);
  const own = ['--key', key, '--since', signed, '--as', 'demo-police', '--home', hub.home];
  const verified = spawnSync(process.execPath, [cli, 'verify', 'log', `${ready.url}/ledger`, ...own]);
  expect([verified.status, verified.stderr.toString()]).toEqual([0, '']);
}, 300_000);
