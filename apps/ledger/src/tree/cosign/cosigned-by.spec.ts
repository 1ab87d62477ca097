import { generateKeyPairSync, hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  checkpointText,
  COSIGNATURE_V1,
  cosign,
  ED25519,
  ed25519Signer,
  parseAddCheckpoint,
  parseNote,
  printNote,
  printSignature,
  signNote,
  verifiedBy,
} from '@holdfast/tlog';
import { naiveConsistency, naiveRoot, numbered } from '../../../../../libs/tlog/test/naive.js';
import { AskedWitness } from './asked-witness.js';
import { cosignedBy } from './cosigned-by.js';
import { witnessed } from './witnessed.js';

const origin = 'hub.test/ledger';
const signerOf = (name: string, type: number) => ed25519Signer(name, type, generateKeyPairSync('ed25519').privateKey);
const hub = signerOf(origin, ED25519);
const entries = numbered(30);

const head = (size: number) => ({ origin, size, root: naiveRoot(entries.slice(0, size)), extensions: [] });
const noteOf = (size: number) => printNote(signNote(checkpointText(head(size)), [hub]));
const proofOf = (from: number, to: number) => (from === 0 ? [] : naiveConsistency(from, entries.slice(0, to)));
const grown = (from: number, to: number) => ({
  last: head(from),
  proof: proofOf(from, to),
  proofFrom: async (size: number) => proofOf(size, to),
});

interface Answer {
  status: number;
  body?: string;
  type?: string;
  location?: string;
}

const size = (of: number): Answer => ({ status: 409, body: `${of}\n`, type: 'text/x.tlog.size' });
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** Somebody's witness, which may answer anything; `undefined` is silence. */
async function answering(
  name: string,
  answers: (old: number, checkpoint: string, own: ReturnType<typeof signerOf>) => Answer | undefined,
) {
  const own = signerOf(name, COSIGNATURE_V1);
  const asked: { old: number; hashes: number }[] = [];
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const { old, proof, checkpoint } = parseAddCheckpoint(await text(request));
    asked.push({ old, hashes: proof.length });
    const answer = answers(old, checkpoint, own);
    if (!answer) return;
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain', location: answer.location ?? '' });
    response.end(answer.body);
  };
  const server = createServer((request, response) => void reply(request, response));
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port } = Object(server.address());
  return { own, asked, witness: { key: own.key, url: `http://127.0.0.1:${port}` } };
}

const word = (checkpoint: string, by: ReturnType<typeof signerOf>, seconds = 1_800_000_000): Answer => ({
  status: 200,
  body: printSignature(cosign(parseNote(checkpoint).text, by, seconds)),
});

const logged: string[] = [];
const log = (level: string, line: string) => void logged.push(`${level}: ${line}`);
beforeEach(() => void logged.splice(0));

it('adds what each witness says, from the size that it names, and asks from there the next time', async () => {
  let cosigned = 3;
  const one = await answering('one.test', (old, checkpoint, own) => {
    if (old !== cosigned) return size(cosigned);
    cosigned = 10;
    return word(checkpoint, own);
  });
  const two = await answering('two.test', (_, checkpoint, own) => word(checkpoint, own));
  const ask = cosignedBy({ witnesses: [one.witness, two.witness], quorum: 2, log });
  const note = parseNote(await ask(noteOf(10), grown(8, 10)));
  expect(verifiedBy(note, [hub.key, one.own.key, two.own.key])).toHaveLength(3);
  await ask(noteOf(12), grown(10, 12));
  expect(one.asked).toEqual([
    { old: 0, hashes: 0 },
    { old: 3, hashes: proofOf(3, 10).length },
    { old: 10, hashes: proofOf(10, 12).length },
  ]);
  expect(logged).toEqual([]);
});

it('counts no word that does not hold, and publishes nothing when too few vouch', async () => {
  const stranger = signerOf('stranger.test', COSIGNATURE_V1);
  const good = await answering('good.test', () => undefined);
  const bad: Parameters<typeof answering>[1][] = [
    (_, checkpoint) => word(checkpoint, stranger),
    (_, __, own) => word(noteOf(9), own),
    (_, checkpoint, own) => word(checkpoint, own, 0),
    () => ({ status: 200, body: 'nothing of the sort\n' }),
    () => ({ status: 200, body: 'x'.repeat(100_000) }),
    () => ({ status: 404 }),
    () => ({ status: 409, body: '5\n' }),
    () => ({ status: 307, location: `${good.witness.url}/add-checkpoint` }),
  ];
  const made = await Promise.all(bad.map((answer, at) => answering(`bad-${at}.test`, answer)));
  const witnesses = made.map(({ witness }) => witness);
  const wanting = cosignedBy({ witnesses, quorum: 1, log })(noteOf(10), grown(0, 10));
  await expect(wanting).rejects.toMatchObject({ code: 'ledger.quorum-missing', retryable: true });
  expect(logged).toHaveLength(bad.length);
  expect(logged).toContain('warn: witness bad-4.test does not cosign: payload.too-large');
  expect(good.asked).toEqual([]);
  expect(await cosignedBy({ witnesses, quorum: 0, log })(noteOf(10), grown(0, 10))).toBe(noteOf(10));
});

it('takes a larger size for a fork whatever the quorum, and does not forget it when the witness is gone', async () => {
  const good = await answering('good.test', (_, checkpoint, own) => word(checkpoint, own));
  const ahead = await answering('ahead.test', () => size(11));
  const ask = cosignedBy({ witnesses: [good.witness, ahead.witness], quorum: 1, log });
  const forked = { code: 'ledger.forked', details: { witness: 'ahead.test', cosigned: 11, size: 10 } };
  await expect(ask(noteOf(10), grown(0, 10))).rejects.toMatchObject(forked);
  servers.at(-1)?.closeAllConnections();
  servers.at(-1)?.close();
  await expect(ask(noteOf(10), grown(0, 10))).rejects.toMatchObject(forked);
  expect(logged).toEqual([
    `error: witness ahead.test refuses 10 entries of ${origin}: it has cosigned 11 of another view`,
  ]);
});

it('waits for a silent witness once, then leaves it alone for a while that grows', async () => {
  const silent = await answering('silent.test', () => undefined);
  let now = 0;
  const asked = new AskedWitness(silent.witness, log, () => now);
  const gone = await answering('gone.test', () => undefined);
  servers.at(-1)?.close();
  const dead = new AskedWitness(gone.witness, log, () => now);
  const growth = { ...grown(0, 10), note: noteOf(10), to: head(10) };
  expect(await asked.ask(growth)).toEqual({ name: 'silent.test' });
  expect(asked.isDue).toBe(false);
  for (const pause of [1, 2, 4, 8, 16, 32, 60, 60]) {
    await dead.ask(growth);
    now += pause * 1_000 - 1;
    expect(dead.isDue).toBe(false);
    now += 1;
    expect(dead.isDue).toBe(true);
  }
  expect(logged).toEqual([
    'warn: witness silent.test does not cosign: TimeoutError',
    'warn: witness gone.test does not cosign: ECONNREFUSED',
  ]);
});

it('asks even who failed where the quorum needs it', async () => {
  let isUp = false;
  const one = await answering('one.test', (_, checkpoint, own) => (isUp ? word(checkpoint, own) : { status: 503 }));
  const needed = cosignedBy({ witnesses: [one.witness], quorum: 1, log });
  const wished = cosignedBy({ witnesses: [one.witness], quorum: 0, log });
  await expect(needed(noteOf(10), grown(0, 10))).rejects.toMatchObject({ code: 'ledger.quorum-missing' });
  expect(await wished(noteOf(10), grown(0, 10))).toBe(noteOf(10));
  isUp = true;
  expect(verifiedBy(parseNote(await needed(noteOf(10), grown(0, 10))), [one.own.key])).toHaveLength(1);
  expect(await wished(noteOf(10), grown(0, 10))).toBe(noteOf(10));
});

it('reads what witnesses cosigned last, as far as they answer', async () => {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === `/${hash('sha256', origin)}/checkpoint` ? 200 : 404).end(noteOf(7));
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const url = `http://127.0.0.1:${Object(server.address()).port}`;
  const { key } = signerOf('one.test', COSIGNATURE_V1);
  const witnesses = [url, 'http://127.0.0.1:1'].map((each) => ({ key, url: each }));
  expect(await witnessed(witnesses, origin)).toEqual([noteOf(7)]);
  expect(await witnessed(witnesses, 'other.test')).toEqual([]);
});
