import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startKafka, startPostgres, startServices } from '@holdfast/services';
import pg from 'pg';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'holdfast-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const environment = {};
const isAlive = (pid = 0) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

it('starts Kafka and PostgreSQL, keeps their data and ports over a kill, and leaves nothing running', async () => {
  const first = await startServices({ home, environment });
  await query(first.postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.kafka.pid ?? 0, 'SIGKILL');
  process.kill(first.postgres.pid ?? 0, 'SIGKILL');
  await Promise.all([first.kafka.ended, first.postgres.ended]);

  const begun = Date.now();
  const second = await startServices({ home, environment });
  console.log(`second start of Kafka and PostgreSQL: ${Date.now() - begun} ms`);
  expect(second.kafka.brokers).toEqual(first.kafka.brokers);
  expect(await query(second.postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
  expect([second.kafka.pid, second.postgres.pid].map(isAlive)).toEqual([false, false]);
}, 300_000);

it.each([
  ['Kafka', (choosePort: () => Promise<number>) => startKafka(home, { choosePort })],
  ['PostgreSQL', (choosePort: () => Promise<number>) => startPostgres(home, { throwaway: true, choosePort })],
])(
  'starts %s anew when somebody takes its port between choice and start',
  async (_, start) => {
    const somebody = createServer().listen(0, '127.0.0.1');
    await once(somebody, 'listening');
    const chosen = [(somebody.address() as AddressInfo).port, await freePort()];
    const ports = [...chosen];
    const service = await start(async () => ports.shift() ?? 0);
    expect(ports).toEqual([]);
    const reached = 'url' in service ? new URL(service.url).host : service.brokers[0];
    expect(reached).toBe(`127.0.0.1:${chosen[1]}`);
    await service.stop();
    somebody.close();
  },
  300_000,
);

const dist = join(import.meta.dirname, '../../../dist/libs/services/src/index.js');
const script = (call: string) => `
  const services = await import(${JSON.stringify(dist)});
  const options = { home: ${JSON.stringify(home)}, environment: {} };
  ${call}`;
const node = (code: string, env = process.env) =>
  spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'], env });

it('ends the servers when the parent is killed, and starts again after it', async () => {
  const parent = node(
    script(`
      const { kafka, postgres } = await services.startServices(options);
      process.stdout.write(JSON.stringify([kafka.pid, postgres.pid]));
      setInterval(() => undefined, 1000);`),
  );
  const [output] = await once(parent.stdout, 'data');
  const pids: number[] = JSON.parse(String(output));
  expect(pids.map(isAlive)).toEqual([true, true]);
  parent.kill('SIGKILL');
  while (pids.some(isAlive)) await delay(50);
  const again = await startServices({ home, environment });
  await again.stop();
}, 300_000);

it('names the three ways to a Kafka when there is none', async () => {
  const code = script('await services.findKafka(options).catch((error) => process.stdout.write(error.message));');
  const [output] = await once(node(code, { PATH: '/nowhere' }).stdout, 'data');
  expect(String(output)).toMatch(/1\. .*KAFKA_BROKERS.*\n.*2\. .*Java 17.*\n.*3\. .*Docker/);
});
