import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { freePort, startKafka, startServices } from '@holdfast/services';
import type { KafkaService } from '@holdfast/services';
import { bytesInUse } from './bytes-in-use.js';
import { flag } from './example.js';
import { flood } from './flood.js';
import { RunningGateway } from './running-gateway.js';

let home: string;
let services: Awaited<ReturnType<typeof startServices>>;
let gateway: RunningGateway;
let token: string;
let again: KafkaService | undefined;
const [PER_SECOND, BURST] = [20, 60];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  services = await startServices({ home, tests: true, environment: {} });
  const { kafka, postgres } = services;
  const settings = { HOLDFAST_REQUESTS_PER_SECOND: String(PER_SECOND), HOLDFAST_REQUEST_BURST: String(BURST) };
  const surroundings = { home, port: await freePort(), brokers: kafka.brokers, databaseUrl: postgres.url, settings };
  gateway = await RunningGateway.start(surroundings);

  await gateway.organisation('acme');
  await gateway.organisation('busy');
}, 300_000);

/** A token of its own for each test: on a slow machine all of them together may outlive one. */
beforeEach(async () => void (token = await gateway.token('acme')));

afterAll(async () => {
  await gateway.stop();
  await Promise.all([again?.stop(), services.stop()]);
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const headers = (type: string, as = token) => ({ authorization: `Bearer ${as}`, 'content-type': type });

function post(body: string, type: string, as = token): Promise<Response> {
  return fetch(`${gateway.config.issuer}/v1/messages`, { method: 'POST', headers: headers(type, as), body });
}
const one = (reference: string) => post(JSON.stringify(flag(reference)), 'application/json');

/** Sends one message until the brokers confirm it, as the hub's 503 asks. */
async function untilAccepted(reference: string): Promise<Response> {
  const response = await one(reference);
  return response.status === 503 ? untilAccepted(reference) : response;
}

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

/**
 * Sends all lines, after each 503 those that its answer does not call durable: on a slow machine a broker that is well
 * may miss the deadline. Returns what was accepted and refused in all.
 */
async function upload(linesAfter: (line: number) => Iterable<Buffer>, after = 0): Promise<[number, number]> {
  const { status, body } = await stream(linesAfter(after));
  if (status === 202) return [body.accepted, body.refused];
  expect(status).toBe(503);
  const [accepted, refused] = await upload(linesAfter, after + body.durableThrough);
  return [body.accepted + accepted, body.refused + refused];
}

const text = JSON.stringify(flag('REFERENCE'));
const lineOf = (number: number) => Buffer.from(`${text.replace('REFERENCE', `bulk-${number}`)}\n`);

/** An upload that is made as it is read, with a look at the memory now and then; every hundredth line is refused. */
function* longUpload(samples: number[], after: number): Generator<Buffer> {
  for (let line = after + 1; line <= LINES; line++) {
    if (line % 20_000 === 0) samples[line / 20_000 - 1] = bytesInUse();
    yield line % 100 === 0 ? Buffer.from('{}\n') : lineOf(line);
  }
}

it('reads a long upload in constant memory, and stays responsive meanwhile', async () => {
  const samples: number[] = [];
  const waits: number[] = [];
  const begun = performance.now();
  const uploading = upload((line) => longUpload(samples, line));
  for (let call = 0; call < 20; call++) {
    const asked = performance.now();
    expect((await untilAccepted(`between-${call}`)).status).toBe(202);
    waits.push(performance.now() - asked);
  }
  expect(await uploading).toEqual([LINES * 0.99, LINES * 0.01]);
  const uploadMs = performance.now() - begun;
  console.log(
    `${Math.round(uploadMs)} ms for ${LINES} lines, ${Math.round(Math.max(...waits))} ms for a call meanwhile`,
  );
  // Behind an upload that kept the process to itself, the first call would wait for nearly all of it.
  expect(Math.max(...waits)).toBeLessThan(uploadMs / waits.length);
  expect(samples).toHaveLength(5);
  expect(Math.max(...samples) - Math.min(...samples)).toBeLessThan(48 * MEBIBYTE);
}, 600_000);

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
  // The gateway gives up after a fixed time, and a busy machine only adds to it: one quick round proves it.
  let quickestMs = Infinity;
  for (let round = 0; round < 5 && quickestMs >= 2_000; round++) {
    const began = performance.now();
    const responses = await Promise.all([one('down-1'), one('down-2'), post('\n\n{}', NDJSON), post(text, NDJSON)]);
    quickestMs = Math.min(quickestMs, performance.now() - began);
    expect(responses.map((response) => response.status)).toEqual([503, 503, 202, 503]);
  }
  console.log(`503 after ${Math.round(quickestMs)} ms`);
  expect(quickestMs).toBeLessThan(2_000);
  expect((await fetch(`${gateway.config.issuer}/readyz`)).status).toBe(503);

  again = await startKafka(join(home, 'kafka'));
  expect((await untilAccepted('up')).status).toBe(202);
  const rest = await upload((line) => moreLines(line, { before: Infinity, happens }), body.durableThrough);
  expect(rest).toEqual([MORE - body.durableThrough, 0]);
}, 300_000);

it('limits a partner to its rate, and says when to come back', async () => {
  const busy = await gateway.token('busy');
  // What is let in is refused for what it is, so that no broker has a part in how long it takes.
  const { letIn, limited, seconds } = await flood(() => post('{}', 'application/json', busy));
  expect(limited.length).toBeGreaterThan(0);
  expect(letIn.length).toBeGreaterThanOrEqual(BURST);
  expect(letIn.length).toBeLessThanOrEqual(BURST + PER_SECOND * seconds);
  expect(limited.map(({ headers }) => headers.get('retry-after'))).toEqual(limited.map(() => '1'));
  expect(letIn.map(({ status }) => status)).toEqual(letIn.map(() => 400));
}, 120_000);
