import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startServices } from '@holdfast/services';
import { newKey, publicJwkOf, verifyInternal } from '@holdfast/platform';
import { jsonOf, RunningGateway } from './running-gateway.js';

let home: string;
let services: Awaited<ReturnType<typeof startServices>>;
let gateway: RunningGateway;
let token: string;
let upstream: Server;
let port: number;

/** What the process behind the gateway does with the next calls. */
let serve: (call: IncomingMessage, answer: ServerResponse) => void;

beforeAll(async () => {
  port = await freePort();
  upstream = createServer((call, answer) => serve(call, answer)).listen(port, '127.0.0.1');
  await once(upstream, 'listening');
  const url = `http://127.0.0.1:${port}`;
  home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  services = await startServices({ home, tests: true, environment: {} });
  const { kafka, postgres } = services;
  const settings = { HOLDFAST_LEDGER_URL: url, HOLDFAST_DELIVERY_URL: url };
  const surroundings = { home, port: await freePort(), brokers: kafka.brokers, databaseUrl: postgres.url, settings };
  gateway = await RunningGateway.start(surroundings);

  await gateway.organisation('acme');
  token = await gateway.token('acme');
}, 300_000);

afterAll(async () => {
  await gateway.stop();
  await services.stop();
  rmSync(home, { recursive: true, force: true });
  upstream.closeAllConnections();
  upstream.close();
}, 120_000);

const call = (path: string, init: RequestInit = {}, as = token) =>
  fetch(`${gateway.config.issuer}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${as}` } });

/** Answers with what arrived, once the internal token is found to be good. */
async function echo(audience: string, arrived: IncomingMessage, answer: ServerResponse): Promise<void> {
  const internal = String(arrived.headers.authorization).slice('Bearer '.length);
  const key = publicJwkOf(gateway.keys.get('gateway') ?? newKey('none'));
  const { subject: partner } = await verifyInternal(internal, audience, () => key);
  const body = Buffer.concat(await arrived.toArray()).toString();
  answer.writeHead(207, { 'content-type': 'application/json', 'x-inside': 'secret', 'set-cookie': 'a=b' });
  const { method, url, headers } = arrived;
  answer.end(JSON.stringify({ partner, method, url, body, names: Object.keys(headers).toSorted() }));
}

it.each([
  ['ledger', 'GET', '/v1/messages/abc%2F..%2Fd', ''],
  ['ledger', 'POST', '/v1/messages/status', '{"messageIds":[]}'],
  ['delivery', 'GET', '/v1/entries?after=3&limit=10&kind=case-alert', ''],
  ['delivery', 'GET', '/v1/feed?after=3', ''],
])('asks the %s process: %s %s', async (audience, method, path, body) => {
  serve = (arrived, answer) => void echo(audience, arrived, answer);
  const headers = { 'content-type': 'application/json', cookie: 'x=y', 'x-forwarded-for': '1.2.3.4' };
  const response = await call(path, { method, headers, ...(body ? { body } : {}) });
  expect(response.status).toBe(207);
  const { names, ...arrived } = await jsonOf(response);
  expect(arrived).toEqual({ partner: 'acme', method, url: path, body });
  const known = ['authorization', 'connection', 'content-length', 'content-type', 'host', 'last-event-id'];
  expect(known).toEqual(expect.arrayContaining(names));
  expect([response.headers.get('x-inside'), response.headers.get('set-cookie')]).toEqual([null, null]);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

/** The status of a path as it is written: fetch would resolve its dots. */
async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const outgoing = request(gateway.config.issuer, { path, headers });
  const answered = once(outgoing.end(), 'response');
  const [answer] = await answered;
  await answer.toArray();
  return answer.statusCode;
}

it('shows checkpoints and keys to everybody and tiles to members, asked in the name of the hub', async () => {
  serve = (arrived, answer) => void echo('ledger', arrived, answer);
  expect(await jsonOf(await fetch(`${gateway.config.issuer}/ledger/checkpoint`))).toMatchObject({
    partner: 'hub',
    url: '/ledger/checkpoint',
  });
  expect(await statusOf('/ledger/2/key')).toBe(207);
  expect(await statusOf('/ledger/tile/0/x001/234')).toBe(401);
  expect(await statusOf('/ledger/tile/0/x001/234', { authorization: `Bearer ${token}` })).toBe(207);
});

it.each([
  '/ledger/tile/../../v1/messages/abc/receipt',
  '/ledger/tile/%2e%2e/%2e%2e/v1/messages/abc/receipt',
  '/ledger/tile/..\\..\\v1\\messages\\abc\\receipt',
  '/ledger/2/tile/../../../metrics',
  '/ledger/tile/0/%2f%2fv1',
])('asks nothing in the name of the hub that leads out of the log: %s', async (path) => {
  let isAsked = false;
  serve = (_, answer) => {
    isAsked = true;
    answer.end();
  };
  expect(await statusOf(path, { authorization: `Bearer ${token}` })).toBe(404);
  expect(isAsked).toBe(false);
});

it('refuses a query that would be ignored, and bodies over the limit', async () => {
  expect(await jsonOf(await call('/v1/feed?from=3'))).toMatchObject({ status: 400, faults: [{ pointer: '/from' }] });
  const headers = { 'content-type': 'application/json' };
  const large = await call('/v1/messages/status', { method: 'POST', headers, body: ' '.repeat(100_000) });
  expect(large.status).toBe(413);
});

/** Opens a stream and gives its pieces as they come; ends how the stream ends. */
async function openFeed(as = token) {
  const outgoing = request(`${gateway.config.issuer}/v1/feed`, {
    headers: { authorization: `Bearer ${as}`, 'last-event-id': '7' },
  });
  outgoing.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  return { answer, outgoing };
}

it('hands a stream on piece by piece, and tells the process behind when the client leaves', async () => {
  const stream = Promise.withResolvers<{ arrived: IncomingMessage; answer: ServerResponse }>();
  serve = (arrived, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    stream.resolve({ arrived, answer });
  };
  const { answer, outgoing } = await openFeed();
  expect(answer.headers['content-type']).toBe('text/event-stream');
  const behind = await stream.promise;
  expect(behind.arrived.headers['last-event-id']).toBe('7');
  for (const piece of ['id: 8\n\n', 'id: 9\n\n']) {
    behind.answer.write(piece);
    expect(String((await once(answer, 'data'))[0])).toBe(piece);
  }
  const left = once(behind.answer, 'close');
  outgoing.destroy();
  await left;
});

it('ends a stream when the process behind ends it', async () => {
  serve = (_, answer) => void answer.writeHead(200).end('id: 1\n\n');
  const { answer } = await openFeed();
  expect(Buffer.concat(await answer.toArray()).toString()).toBe('id: 1\n\n');
});

it('breaks a stream off when the process behind dies in the middle of it', async () => {
  serve = (arrived, answer) => {
    answer.writeHead(200).write('id: 1\n\n');
    setImmediate(() => arrived.socket.destroy());
  };
  const { answer } = await openFeed();
  await expect(answer.toArray()).rejects.toThrow(/aborted/);
});

const LONGER_THAN_OTHER_ANSWERS_MS = 10_500;

it('waits for a receipt as long as was asked for, and for so many of a partner at once', async () => {
  const waiting: ServerResponse[] = [];
  serve = (_, answer) => void waiting.push(answer);
  const wait = (as = token) => call('/v1/messages/abc/receipt', { headers: { prefer: 'wait=10' } }, as);
  const begun = performance.now();
  const waits = Array.from({ length: 20 }, () => wait());
  while (waiting.length < 20) await delay(10);
  const refused = await wait();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);

  serve = (_, answer) => void answer.writeHead(200).end('receipt');
  expect((await call('/v1/messages/abc/receipt')).status).toBe(200);
  await gateway.organisation('other');
  expect((await wait(await gateway.token('other'))).status).toBe(200);
  while (performance.now() - begun < LONGER_THAN_OTHER_ANSWERS_MS) await delay(50);
  for (const answer of waiting) answer.writeHead(200).end('receipt');
  expect((await Promise.all(waits)).map(({ status }) => status)).toEqual(waits.map(() => 200));
  expect((await wait()).status).toBe(200);
}, 60_000);

it("ends a suspended partner's streams at once, and nobody else's", async () => {
  const opened: ServerResponse[] = [];
  serve = (_, answer) => {
    opened.push(answer);
    answer.writeHead(200).flushHeaders();
  };
  await gateway.organisation('brief');
  const [brief, acme] = [await openFeed(await gateway.token('brief')), await openFeed()];
  const ended = once(
    brief.answer.resume().on('error', () => undefined),
    'close',
  );
  await gateway.organisation('brief', { status: 'SUSPENDED' });
  await expect(ended).rejects.toThrow(/aborted/);
  const rest = once(acme.answer, 'data');
  opened[1]?.write('still here');
  expect(String((await rest)[0])).toBe('still here');
  acme.outgoing.destroy();
});

it('answers 503 while the process behind is down, and goes on when it is back', async () => {
  serve = (arrived) => arrived.socket.destroy();
  const response = await call('/v1/entries');
  expect([response.status, (await jsonOf(response)).code]).toEqual([503, 'hub.unavailable']);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  serve = (_, answer) => void answer.writeHead(401).end();
  expect((await call('/v1/entries')).status).toBe(503);
  upstream.closeAllConnections();
  upstream.close();
  expect((await call('/v1/entries')).status).toBe(503);
  serve = (_, answer) => void answer.writeHead(200).end('{}');
  upstream = createServer((arrived, answer) => serve(arrived, answer)).listen(port, '127.0.0.1');
  await once(upstream, 'listening');
  expect((await call('/v1/entries')).status).toBe(200);
});
