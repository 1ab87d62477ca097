import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { freePort, startKafka, startServices } from '@holdfast/services';
import type { KafkaService } from '@holdfast/services';
import { flag } from './example.js';
import { jsonOf, RunningGateway } from './running-gateway.js';

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
  console.log(process.getActiveResourcesInfo());
});

function post(body: string | Iterable<Buffer>, type: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const stream = typeof body === 'string' ? body : Readable.toWeb(Readable.from(body));
  return fetch(`${gateway.config.issuer}/v1/messages`, { method: 'POST', headers, body: stream, duplex: 'half' });
}
const one = (reference: string) => post(JSON.stringify(flag(reference)), 'application/json');

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

/** An upload that is made as it is read, with a look at the memory now and then; every hundredth line is refused. */
function* upload(samples: number[]): Generator<Buffer> {
  const text = JSON.stringify(flag('REFERENCE'));
  for (let line = 1; line <= LINES; line++) {
    if (line % 20_000 === 0) samples.push(bytesInUse());
    yield Buffer.from(line % 100 === 0 ? '{}\n' : `${text.replace('REFERENCE', `bulk-${line}`)}\n`);
  }
}

it('reads a long upload in constant memory, and stays responsive meanwhile', async () => {
  const samples: number[] = [];
  const uploading = post(upload(samples), 'application/x-ndjson');
  for (let call = 0; call < 20; call++) {
    const asked = performance.now();
    expect((await one(`between-${call}`)).status).toBe(202);
    expect(performance.now() - asked).toBeLessThan(1_000);
  }
  const answer = await jsonOf(await uploading);
  expect(answer).toMatchObject({ accepted: LINES * 0.99, refused: LINES * 0.01, durableThrough: LINES });
  expect(samples).toHaveLength(5);
  expect(Math.max(...samples) - Math.min(...samples)).toBeLessThan(16 * MEBIBYTE);
}, 60_000);

it('says 503 within two seconds while the broker is down, and 202 again without a restart', async () => {
  const { kafka } = services;
  process.kill(kafka.pid ?? 0, 'SIGKILL');
  await kafka.ended;
  const began = performance.now();
  const responses = await Promise.all([
    one('down-1'),
    one('down-2'),
    post(`${JSON.stringify(flag('d'))}\n`, 'application/x-ndjson'),
  ]);
  expect(performance.now() - began).toBeLessThan(2_000);
  for (const response of responses) {
    expect([response.status, (await jsonOf(response)).code]).toEqual([503, 'bus.unavailable']);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await fetch(`${gateway.config.issuer}/readyz`)).status).toBe(503);

  again = await startKafka(join(home, 'kafka'));
  let response = await one('up');
  while (response.status === 503) response = await one('up');
  expect(response.status).toBe(202);
}, 60_000);

it('limits a partner to its rate, and says when to come back', async () => {
  const responses = await Promise.all(Array.from({ length: 100 }, (_, at) => one(`rate-${at}`)));
  const limited = responses.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThanOrEqual(30);
  expect(limited.map(({ headers }) => headers.get('retry-after'))).toEqual(limited.map(() => '1'));
  expect(responses.every(({ status }) => status === 202 || status === 429)).toBe(true);
});
