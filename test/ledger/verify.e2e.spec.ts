import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { projectRoot } from '@holdfast/services';
import { ED25519, printVerifierKey, verifierKey } from '@holdfast/tlog';
import { cli, holdfast, TestHub, until } from '../support/hub.js';
import type { Ready } from '../support/hub.js';
import { TestPartner } from '../support/partner.js';

const hub = new TestHub();
/** What an auditor has: the one file, the key, and what was handed over. */
const desk = mkdtempSync(join(tmpdir(), 'holdfast-auditor-'));
const bundle = join(projectRoot, 'dist/holdfast-verify.mjs');
const inDesk = (name: string) => join(desk, name);
const text = (name: string) => readFileSync(inDesk(name), 'utf8');
let ready: Ready;
let messageId = '';

beforeAll(async () => {
  ready = await hub.start();
  await holdfast(ready, hub.home, ['submit', '--as', 'demo-treasury', join(projectRoot, 'examples/ofac-flags.ndjson')]);
  const items = await new TestPartner(ready.url, hub.home, 'demo-exchange-1').entries();
  const item = items.filter(({ envelope }) => envelope.kind === 'address-flag').at(7);
  messageId = item?.envelope.messageId ?? '';
  copyFileSync(bundle, inDesk('holdfast-verify.mjs'));
  writeFileSync(inDesk('message.json'), JSON.stringify(item));
  writeFileSync(inDesk('ledger.key'), await (await fetch(`${ready.url}/ledger/key`)).text());
  // On a member's machine `npx holdfast` is the command line; an auditor has none.
  mkdirSync(inDesk('bin'));
  const npx = `#!/bin/sh\nshift\nexec "${process.execPath}" "${cli}" "$@"\n`;
  writeFileSync(inDesk('bin/npx'), npx, { mode: 0o755 });
  await until('everything is signed', async () => (await signedSize()) > 437);
}, 120_000);

afterAll(async () => {
  await hub.stop();
  rmSync(desk, { recursive: true, force: true });
}, 60_000);

const signedSize = async () => Number((await (await fetch(`${ready.url}/ledger/checkpoint`)).text()).split('\n')[1]);

/** The Node that lies on the machine, not the one that the project pins, where there is another. */
const plainPath = () => {
  const places = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'));
  return [inDesk('bin'), ...places, dirname(process.execPath)].join(delimiter);
};

function sh(script: string) {
  const env = { PATH: plainPath(), MESSAGE: messageId, HOLDFAST_HOME: hub.home, HOLDFAST_URL: ready.url };
  const { stdout, stderr, status } = spawnSync('sh', ['-ec', script], { cwd: desk, env, encoding: 'utf8' });
  return { out: stdout, err: stderr, code: status };
}

const verifyLog = () => {
  const { out, err, code } = sh(
    'node holdfast-verify.mjs log "$HOLDFAST_URL/ledger" --key ledger.key --token member.token --json',
  );
  const { logs = [] } = Object(JSON.parse(out || '{}'));
  return { err, code, names: Object(logs[0]).findings?.map(({ path }: { path: string }) => path) };
};

const verifyReceipt = (receipt = 'receipt.tlog-proof', key = 'ledger.key', message = 'message.json') =>
  sh(`node holdfast-verify.mjs receipt ${receipt} --key ${key} --message ${message}`);

function flipped(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

it('is one file that imports nothing but Node, made of the verifier, the tree and the contracts alone', () => {
  const code = readFileSync(bundle, 'utf8');
  const imports = [...code.matchAll(/^import .*from "(.+)";$/gm)].map(([, name]) => name);
  expect(imports.length).toBeGreaterThan(3);
  expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  const dynamic = [...code.matchAll(/^(?!\s*(?:\*|\/\*\*)).*\b(import\(|createRequire).*$/gm)].map(([line]) => line);
  expect(dynamic).toEqual([]);
  const own = [...code.matchAll(/^\/\/ dist\/(\S+)\.js$/gm)].map(([, path = '']) => path);
  const allowed = /^(libs\/(tlog|contracts)|apps\/cli\/src\/(verify|output))\/|^apps\/cli\/src\/client\/hub-answer$/;
  expect(own).toContain('apps/cli/src/verify/main');
  expect(own.filter((path) => !allowed.test(path))).toEqual([]);
});

it('does what the page says, block by block', () => {
  const page = readFileSync(join(projectRoot, 'docs/how-to/verify-the-ledger.md'), 'utf8');
  const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  const said = blocks.map((block) => {
    const { out, err, code } = sh(block);
    return { err, code, holds: /^Proved: |Everything holds|^Saved as/m.test(out) };
  });
  expect(said).toEqual(blocks.map(() => ({ err: '', code: 0, holds: true })));
  expect(blocks).toHaveLength(4);
}, 60_000);

it('says what a receipt proves, and does the same as a command of the hub', async () => {
  const { out } = verifyReceipt();
  for (const word of ['recorded', 'holdfast.address-flags', 'exactly this message was recorded'])
    expect(out).toContain(word);
  const own = sh(
    'npx holdfast receipt "$MESSAGE" --as demo-treasury && npx holdfast verify receipt "$MESSAGE.tlog-proof" --key ledger.key',
  );
  expect([own.err, own.code]).toEqual(['', 0]);
  expect(text(`${messageId}.tlog-proof`)).toContain('c2sp.org/tlog-proof@v1');
  const printed = sh('npx holdfast receipt "$MESSAGE" --as demo-treasury --out -');
  expect(printed.out).toContain('c2sp.org/tlog-proof@v1');
  const log = sh('npx holdfast verify log "$HOLDFAST_URL/ledger" --key "$(cat ledger.key)" --as demo-police');
  expect([log.err, log.code]).toEqual(['', 0]);
}, 30_000);

it('finds a changed byte of the receipt, of the message, and another key', () => {
  const receipt = readFileSync(inDesk('receipt.tlog-proof'));
  for (const at of [30, receipt.indexOf('index') + 6, receipt.length - 20]) {
    writeFileSync(inDesk('changed.tlog-proof'), flipped(Buffer.from(receipt), at));
    expect([at, verifyReceipt('changed.tlog-proof')]).toMatchObject([
      at,
      { code: 1, out: expect.stringContaining('DOES NOT HOLD') },
    ]);
  }
  const message = readFileSync(inDesk('message.json'));
  writeFileSync(inDesk('changed.json'), flipped(message, message.indexOf('"reference":"') + 14));
  const other = verifyReceipt('receipt.tlog-proof', 'ledger.key', 'changed.json');
  expect(other).toMatchObject({
    code: 1,
    out: expect.stringMatching(/DOES NOT HOLD +message .*not what was recorded/),
  });
  const [name = ''] = text('ledger.key').split('+');
  writeFileSync(inDesk('other.key'), printVerifierKey(verifierKey(name, ED25519, Buffer.alloc(32, 7))));
  expect(verifyReceipt('receipt.tlog-proof', 'other.key')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/DOES NOT HOLD +signature/),
  });
  const log = sh('node holdfast-verify.mjs log "$HOLDFAST_URL/ledger" --key other.key --token member.token');
  expect(log).toMatchObject({ code: 1, out: expect.stringMatching(/DOES NOT HOLD +signature/) });
}, 30_000);

it('finds and names every file of the log that is changed, swapped or deleted', async () => {
  const size = await signedSize();
  const file = (path: string) => join(hub.home, 'tiles/1', path);
  const last = `001.p/${size - 256}`;
  const [tile, bundleName] = ['tile/0/000', 'tile/entries/000'];
  const originals = new Map([tile, bundleName, `tile/entries/${last}`].map((path) => [path, readFileSync(file(path))]));
  const original = (path: string) => Buffer.from(originals.get(path) ?? '');
  const put = (path: string, bytes: Buffer) => writeFileSync(file(path), bytes);
  const found = (harm: () => void) => {
    harm();
    const { code, names } = verifyLog();
    for (const path of originals.keys()) put(path, original(path));
    return [code, names];
  };
  expect(found(() => undefined)).toEqual([0, []]);
  expect(found(() => put(tile, flipped(original(tile), 40)))).toEqual([1, [tile]]);
  expect(found(() => put(bundleName, flipped(original(bundleName), 40)))).toEqual([1, [bundleName]]);
  const swap = () => [
    put(bundleName, original(`tile/entries/${last}`)),
    put(`tile/entries/${last}`, original(bundleName)),
  ];
  expect(found(swap)).toEqual([1, expect.arrayContaining([bundleName, `tile/entries/${last}`])]);
  expect(found(() => rmSync(file(bundleName)))).toEqual([1, [bundleName]]);
  expect(found(() => rmSync(file(tile)))).toEqual([1, [tile]]);
}, 60_000);

it('says what is lacking: a token for the tiles, a hub that answers', () => {
  const bare = sh('node holdfast-verify.mjs log "$HOLDFAST_URL/ledger" --key ledger.key');
  expect([bare.code, bare.err]).toEqual([4, expect.stringContaining('--token')]);
  const nobody = sh('node holdfast-verify.mjs log http://127.0.0.1:9/ledger --key ledger.key');
  expect([nobody.code, nobody.err]).toEqual([3, expect.stringContaining('No answer')]);
}, 30_000);
