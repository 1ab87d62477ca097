import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';
import { example } from '../libs/contracts/test/examples.js';
import { holdfast, TestHub, until } from './support/hub.js';
import type { Ready } from './support/hub.js';
import { TestPartner } from './support/partner.js';

const hub = new TestHub();
const files = mkdtempSync(join(tmpdir(), 'holdfast-files-'));
let ready: Ready;

beforeAll(async () => void (ready = await hub.start()), 300_000);
afterAll(async () => {
  await hub.stop();
  rmSync(files, { recursive: true, force: true });
}, 300_000);

const partner = (id: string) => new TestPartner(ready.url, hub.home, id);
const run = (...args: string[]) => holdfast(ready, hub.home, args);
/** Runs a command line as one writes it and reads its answer. */
const json = async (line: string) => Object(JSON.parse((await run(...line.split(' '), '--json')).out || '{}'));

/** The key of an officer as it lies in its file, once there is one. */
function keyFile(name: string) {
  const path = join(hub.home, 'keys', `${name}.jwk`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

const file = (name: string, message: object): string => {
  const path = join(files, name);
  writeFileSync(path, JSON.stringify(message));
  return path;
};
const request = (reference: string) => {
  const { sender: _sender, officer: _officer, ...message } = example('enforcement-request');
  return { ...message, reference };
};
const sees = async (id: string, messageId: string) =>
  (await partner(id).entries()).some(({ envelope }) => envelope.messageId === messageId);

/** Signs as an officer and submits as the same; returns the id. */
async function submitSigned(reference: string, as: string): Promise<string> {
  const { out, code } = await run('sign', file(`${reference}.json`, request(reference)), '--as', as);
  expect(code).toBe(0);
  const signed = file(`${reference}.signed.json`, JSON.parse(out));
  expect((await run('submit', signed, '--as', as)).code).toBe(0);
  let messageId: string | undefined;
  await until(`the police sees ${reference}`, async () => {
    const items = await partner('demo-police').entries();
    messageId = items.find(({ envelope }) => envelope.reference === reference)?.envelope.messageId;
    return messageId !== undefined;
  });
  return messageId ?? '';
}

it('does what the page on signing says, command by command', async () => {
  const page = readFileSync(join(projectRoot, 'docs/how-to/sign-and-approve.md'), 'utf8');
  const commands = [...page.matchAll(/^npx holdfast (.+)$/gm)].map(([, command = '']) => command);
  expect(commands).toHaveLength(6);
  for (const command of commands) {
    const { kid, officer } = keyFile('demo-police.kim') ?? {};
    const [args = '', into] = command.replace('OFFICER', officer).replace('KEY', kid).split(' > ');
    const words = args.split(' ').map((word) => (word.endsWith('signed.json') ? join(files, word) : word));
    const { out, err, code } = await run(...words.map((word) => word.replace(/^examples/, `${projectRoot}/examples`)));
    expect([command, err, code]).toEqual([command, '', 0]);
    if (into) writeFileSync(join(files, into), out);
  }
}, 300_000);

it('signs, submits and approves a request from the command line; until then its sender alone sees it', async () => {
  const messageId = await submitSigned('REQ-cli', 'demo-police.officer-1');
  const own = await run('approve', messageId, '--as', 'demo-police.officer-1');
  expect([own.code, own.err]).toEqual([1, expect.stringContaining('another than the first')]);
  for (const id of ['demo-exchange-1', 'demo-exchange-2']) expect(await sees(id, messageId)).toBe(false);
  const approval = await json(`approve ${messageId} --as demo-police.officer-2`);
  expect(approval).toMatchObject({ target: messageId, decision: 'APPROVED' });
  for (const id of ['demo-exchange-1', 'demo-exchange-2']) await until(`${id} is given it`, () => sees(id, messageId));
  expect(await sees('demo-prosecutor', messageId)).toBe(false);
}, 300_000);

it('does not sign what the hub would refuse, and says why', async () => {
  const bad = { ...request('REQ-bad'), language: 'not a language' };
  const { out, err, code } = await run('sign', file('bad.json', bad), '--as', 'demo-police.officer-1');
  expect([out, code]).toEqual(['', 1]);
  expect(err).toMatch(/\/language +pattern/);
}, 300_000);

it('changes the directory with two operators, one after the other', async () => {
  const added = 'partner add newbank --type EXCHANGE --name Newbank --jurisdiction ZZ';
  const { messageId, inForce } = await json(added);
  expect(inForce).toBe(false);
  expect((await run('partner', 'list')).out).not.toContain('newbank');
  const assertion = await partner('newbank').assertion();
  expect((await partner('newbank').requestToken(assertion)).status).toBe(401);
  expect(await json(`approve ${messageId} --as operator-2`)).toMatchObject({ inForce: true });
  expect((await run('partner', 'list')).out).toContain('newbank');
  const entries = async () => (await partner('newbank').call('/v1/entries')).status;
  await until('the new member reads', async () => {
    const asked = await partner('newbank').requestToken(await partner('newbank').assertion());
    return asked.ok && (await entries()) === 200;
  });
}, 300_000);

it('admits an officer, and after a compromise lists everything that the key signed', async () => {
  const two = '--as demo-police.officer-1 --second demo-police.officer-2';
  const admitted = await json(`officer add demo-police.lee --role REQUESTER ${two}`);
  expect(admitted.inForce).toBe(true);
  const [first, second] = [
    await submitSigned('REQ-k1', 'demo-police.lee'),
    await submitSigned('REQ-k2', 'demo-police.lee'),
  ];
  const { kid } = keyFile('demo-police.lee');
  const lost = `--compromised ${kid} --since 2026-01-01T00:00:00.000Z`;
  const revoked = await json(`officer revoke ${admitted.officer} --as demo-police.officer-2 ${lost}`);
  expect(revoked.inForce).toBe(true);
  expect(revoked.signed.map(({ messageId }: { messageId: string }) => messageId)).toEqual([first, second]);
  await until('the key opens nothing any more', async () => {
    const lee = partner('demo-police.lee');
    return (await lee.requestToken(await lee.assertion())).status === 401;
  });
  expect((await run('officer', 'list', 'demo-police', '--as', 'demo-police')).out).toMatch(/REVOKED .*compromised/);
}, 300_000);
