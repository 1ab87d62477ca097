import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { freePort, startKafka, startServices } from '@holdfast/services';
import type { KafkaService } from '@holdfast/services';
import { flag } from './example.js';
import { RunningGateway } from './running-gateway.js';

let home: string;
let services: Awaited<ReturnType<typeof startServices>>;
let gateway: RunningGateway;
let token: string;
let again: KafkaService | undefined;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  services = await startServices({ home, tests: true, environment: {} });
  const { kafka, postgres } = services;
  const settings = { HOLDFAST_REQUESTS_PER_SECOND: '20', HOLDFAST_REQUEST_BURST: '60' };
  const surroundings = { home, port: await freePort(), brokers: kafka.brokers, databaseUrl: postgres.url, settings };
  gateway = await RunningGateway.start(surroundings);

  await gateway.organisation('acme');
  token = await gateway.token('acme');
}, 120_000);

afterAll(async () => {
  await gateway.stop();
  await Promise.all([again?.stop(), services.stop()]);
  rmSync(home, { recursive: true, force: true });
});

const headers = (type: string) => ({ authorization: `Bearer ${token}`, 'content-type': type });

function post(body: string, type: string): Promise<Response> {
  return fetch(`${gateway.config.issuer}/v1/messages`, { method: 'POST', headers: headers(type), body });
}
const one = (reference: string) => post(JSON.stringify(flag(reference)), 'application/json');

/** Sends lines as they are made, at the pace of the gateway. */
async function stream(lines: Iterable<Buffer>) {
  const outgoing = request(`${gateway.config.issuer}/v1/messages`, { method: 'POST', headers: headers(NDJSON) });
  const response = once(outgoing, 'response');
  // An early answer ends the upload: Node's client writes nothing after it.
  const writing = Promise.allSettled([pipeline(Readable.from(lines), outgoing)]);
  const [answer] = await response;
  const body = Object(JSON.parse(Buffer.concat(await answer.toArray()).toString()));
  outgoing.destroy();
  await writing;
  return { status: answer.statusCode, retryAfter: answer.headers['retry-after'], body };
}

const NDJSON = 'application/x-ndjson';
const LINES = 100_000;
const MEBIBYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is really in use, once everything that could be let go is gone. */
function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const text = JSON.stringify(flag('REFERENCE'));
const lineOf = (number: number) => Buffer.from(`${text.replace('REFERENCE', `bulk-${number}`)}\n`);

/** An upload that is made as it is read, with a look at the memory now and then; every hundredth line is refused. */
function* longUpload(samples: number[]): Generator<Buffer> {
  for (let line = 1; line <= LINES; line++) {
    if (line % 20_000 === 0) samples.push(bytesInUse());
    yield line % 100 === 0 ? Buffer.from('{}\n') : lineOf(line);
  }
}

it('reads a long upload in constant memory, and stays responsive meanwhile', async () => {
  const samples: number[] = [];
  const uploading = stream(longUpload(samples));
  for (let call = 0; call < 20; call++) {
    const asked = performance.now();
    expect((await one(`between-${call}`)).status).toBe(202);
    expect(performance.now() - asked).toBeLessThan(1_000);
  }
  const { status, body } = await uploading;
  expect(status).toBe(202);
  expect(body).toMatchObject({ accepted: LINES * 0.99, refused: LINES * 0.01, durableThrough: LINES });
  expect(samples).toHaveLength(5);
  expect(Math.max(...samples) - Math.min(...samples)).toBeLessThan(48 * MEBIBYTE);
}, 60_000);

const MORE = 15_000;

/** The lines after one that is known to be durable; before one of them something happens. */
function* moreLines(after: number, event: { before: number; happens: () => void }): Generator<Buffer> {
  for (let line = after + 1; line <= MORE; line++) {
    if (line === event.before) event.happens();
    yield lineOf(line);
  }
}

it('says 503 within two seconds while the broker is down, and 202 again without a restart', async () => {
  const { kafka } = services;
  const happens = () => void process.kill(kafka.pid ?? 0, 'SIGKILL');
  const { status, retryAfter, body } = await stream(moreLines(0, { before: 5_000, happens }));
  expect([status, body.status, body.code]).toEqual([503, 503, 'bus.unavailable']);
  expect(Number(retryAfter)).toBeGreaterThan(0);
  expect(body.accepted).toBe(body.durableThrough);
  expect(body.stoppedAt).toBeGreaterThan(body.durableThrough);

  await kafka.ended;
  const began = performance.now();
  const responses = await Promise.all([one('down-1'), one('down-2'), post('\n\n{}', NDJSON), post(text, NDJSON)]);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(responses.map((response) => response.status)).toEqual([503, 503, 202, 503]);
  expect((await fetch(`${gateway.config.issuer}/readyz`)).status).toBe(503);

  again = await startKafka(join(home, 'kafka'));
  const back = await untilAccepted();
  expect(back.status).toBe(202);
  const rest = await stream(moreLines(body.durableThrough, { before: Infinity, happens }));
  expect(rest.body).toMatchObject({ accepted: MORE - body.durableThrough, refused: 0 });
}, 60_000);

async function untilAccepted(): Promise<Response> {
  const response = await one('up');
  return response.status === 503 ? untilAccepted() : response;
}

it('limits a partner to its rate, and says when to come back', async () => {
  const responses = await Promise.all(Array.from({ length: 100 }, (_, at) => one(`rate-${at}`)));
  const limited = responses.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThanOrEqual(30);
  expect(limited.map(({ headers }) => headers.get('retry-after'))).toEqual(limited.map(() => '1'));
  expect(responses.every(({ status }) => status === 202 || status === 429)).toBe(true);
});
