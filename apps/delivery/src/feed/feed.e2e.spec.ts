import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { alert, organisation, request, routing } from '../../test/recorded-messages.js';
import { runningDelivery } from '../../test/running-delivery.js';
import { openFeed } from '../../test/sse-client.js';
import type { SseClient } from '../../test/sse-client.js';

let delivery: Awaited<ReturnType<typeof runningDelivery>>;
const open: SseClient[] = [];

beforeAll(async () => {
  delivery = await runningDelivery({
    HOLDFAST_TAIL_ITEMS: '50',
    // A reader in this process, which is busy serving it, must not look slow.
    HOLDFAST_DRAIN_TIMEOUT_MS: '3000',
    HOLDFAST_STREAMS_PER_PARTNER: '2',
  });
  await delivery.record(...['acme', 'bank', 'clerk'].map((id) => organisation(id)));
}, 300_000);

/** A seat is given up a moment after its reader has left. */
afterEach(async () => {
  open.splice(0).forEach((client) => client.close());
  await untilMetric('holdfast_delivery_open_streams', 0);
});
afterAll(() => delivery.stop(), 120_000);

async function feed(partner: string, query = '', lastEventId?: number): Promise<SseClient> {
  const resume: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const authorization = await delivery.authorization(partner);
  const client = await openFeed(`${delivery.url}/v1/feed${query}`, { authorization, ...resume });
  open.push(client);
  return client;
}

async function entries(partner: string, query = '') {
  const headers = { authorization: await delivery.authorization(partner) };
  const response = await fetch(`${delivery.url}/v1/entries${query}`, { headers });
  return { status: response.status, text: await response.text() };
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 45_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The condition did not come true in time');
    await delay(5);
  }
}

async function untilMetric(name: string, value: number): Promise<void> {
  const metrics = async () => (await fetch(`${delivery.url}/metrics`)).text();
  await until(async () => (await metrics()).includes(`\n${name} ${value}\n`));
}

const toGroup = () => alert('police', { groups: ['kr'] });

const folded = (index: number) =>
  until(
    async () => Number((await delivery.database.query('SELECT last_index FROM folded')).rows[0].last_index) >= index,
  );

const ranges = async (partner: string, channel: string) =>
  (
    await delivery.database.query(
      `SELECT from_position::int AS from, to_position::int AS to, closed_at IS NOT NULL AS closed, keys
         FROM given WHERE partner = $1 AND channel = $2 ORDER BY id`,
      [partner, channel],
    )
  ).rows;

it('gives everything of the audience in order, then what comes, and takes up after the last event', async () => {
  const sent = await delivery.record(
    ...Array.from({ length: 120 }, (_, at) => alert('police', at % 3 === 0 ? { partners: ['acme'] } : undefined)),
  );
  const forBank = sent.filter((_, at) => at % 3 !== 0);
  await folded(sent.at(-1) ?? 0);
  const [acme, bank] = [await feed('acme', '?after=2'), await feed('bank', '?after=2')];
  await until(() => acme.positions.length === sent.length && bank.positions.length === forBank.length);

  const live = await delivery.record(alert('police'), alert('police', { partners: ['acme'] }), alert('bank'));
  await until(() => acme.positions.length === sent.length + 3 && bank.positions.length === forBank.length + 2);
  expect(acme.positions).toEqual([...sent, ...live]);
  expect(bank.positions).toEqual([...forBank, live[0], live[2]]);
  expect(new Set(bank.kinds)).toEqual(new Set(['case-alert']));

  bank.close();
  await untilMetric('holdfast_delivery_open_streams', 1);
  const last = bank.positions[30];
  const resumed = await feed('bank', '?after=-1', last);
  const recent = await feed('bank', '', live[0]);
  await until(() => resumed.positions.length === bank.positions.length - 31 && recent.positions.length === 1);
  expect(resumed.positions).toEqual(bank.positions.slice(31));
  expect(recent.positions).toEqual([live[2]]);
});

it('gives the same items as pages, byte by byte as they were recorded', async () => {
  const message = alert('police', { partners: ['bank'] });
  const [index = -1] = await delivery.record(message);
  await folded(index);
  const { text } = await entries('bank', `?after=${index - 1}`);
  const entry = `"position":${index},"index":${index},"acceptedAt":"2026-04-14T07:40:01.000Z"`;
  const item = `{${entry},"envelope":${message.bytes}}`;
  expect(text).toBe(`{"items":[${item}],"next":${index},"more":false}`);
  const bank = await feed('bank', `?after=${index - 1}`);
  await until(() => bank.items.length === 1);
  expect(bank.items).toEqual(JSON.parse(text).items);
  expect(JSON.parse((await entries('acme', `?after=${index - 1}`)).text)).toEqual({
    items: [],
    next: index - 1,
    more: false,
  });
});

it('begins now when asked for nothing else, and is woken by each commit', async () => {
  const acme = await feed('acme');
  const begun = Date.now();
  for (let at = 1; at <= 10; at++) {
    await delivery.record(alert('police'));
    await until(() => acme.positions.length === at);
  }
  // Unheard, each commit would wait for the next look, every two seconds: nearly twenty in all.
  expect(Date.now() - begun).toBeLessThan(10_000);
});

it('disconnects a reader that does not take its data, and another one gets everything meanwhile', async () => {
  const authorization = await delivery.authorization('clerk');
  const { hostname, port } = new URL(delivery.url);
  const slow = connect(Number(port), hostname);
  slow.write(`GET /v1/feed HTTP/1.1\r\nhost: test\r\nauthorization: ${authorization}\r\n\r\n`);
  await once(slow, 'readable');
  const quick = await feed('clerk');
  const closed = once(slow, 'close');

  const large = 'x'.repeat(3_000);
  const sent: number[] = [];
  for (let batch = 0; batch < 20; batch++) {
    sent.push(...(await delivery.record(...Array.from({ length: 200 }, () => alert('police', undefined, large)))));
  }
  await until(() => quick.positions.length === sent.length);
  expect(quick.positions).toEqual(sent);
  await untilMetric('holdfast_delivery_slow_readers_total', 1);
  slow.resume();
  await closed;
  await untilMetric('holdfast_delivery_open_streams', 1);
}, 180_000);

it('ends the streams of a suspended partner at once, and gives it on its return what its intervals hold', async () => {
  const [acme, bank] = [await feed('acme'), await feed('bank')];
  const [before = -1] = await delivery.record(alert('police'));
  await until(() => acme.positions.length === 1);
  const begun = Date.now();
  await delivery.record(organisation('acme', { status: 'SUSPENDED' }));
  // Nothing else is recorded meanwhile that could make the stream look up.
  await acme.ended;
  expect(Date.now() - begun).toBeLessThan(5_000);
  const [missed = -1] = await delivery.record(alert('police'));
  await until(() => bank.positions.includes(missed));

  const refused = await feed('acme', '', before);
  expect([refused.status, refused.problem]).toMatchObject([403, { code: 'policy.refused', rule: 'SUSPENDED' }]);
  expect((await entries('acme')).status).toBe(403);

  const [back = -1] = await delivery.record(organisation('acme'), alert('police'));
  await folded(back + 1);
  const resumed = await feed('acme', '', before);
  await until(() => resumed.positions.includes(back + 1));
  expect(acme.positions).toEqual([before]);
  expect(resumed.positions).toEqual([back + 1]);
});

it('gives an open stream what its partner may read in a new group, from the change on', async () => {
  const bank = await feed('bank');
  const [, , after = -1] = await delivery.record(toGroup(), organisation('bank', { groups: ['kr'] }), toGroup());
  const [, last = -1] = await delivery.record(organisation('bank'), alert('police'));
  await delivery.record(toGroup());
  await until(() => bank.positions.includes(last));
  expect(bank.items.filter(({ envelope }) => envelope.kind === 'case-alert').map(({ position }) => position)).toEqual([
    after,
    last,
  ]);
});

it('notes what was given: a range before the first byte, its end when the stream or page is over', async () => {
  const [first = -1, second = -1] = await delivery.record(alert('police'), alert('police'));
  await folded(second);
  const clerk = await feed('clerk', `?after=${first - 1}`);
  await until(() => clerk.positions.length === 2);
  const keys = ['members', 'partner:clerk'];
  expect((await ranges('clerk', 'sse')).at(-1)).toEqual({ from: first - 1, to: null, closed: false, keys });
  clerk.close();
  await until(async () => (await ranges('clerk', 'sse')).at(-1).closed);
  expect((await ranges('clerk', 'sse')).at(-1)).toEqual({ from: first - 1, to: second, closed: true, keys });

  await entries('clerk', `?after=${first - 1}&limit=1`);
  await entries('clerk', `?after=${second}`);
  expect(await ranges('clerk', 'pull')).toEqual([{ from: first - 1, to: first, closed: true, keys }]);
});

it('has the hub tell the sender of a gated message of each recipient that was given it, by stream or by page', async () => {
  const asked = request('police');
  const [index = -1] = await delivery.record(asked);
  const before = await delivery.acknowledged();
  const acme = await feed('acme');
  const [routed = -1] = await delivery.record(routing(asked, 'acme', 'bank', 'clerk'));
  await until(() => acme.positions.includes(routed));
  expect(acme.items.find(({ position }) => position === routed)).toMatchObject({ index, envelope: asked.envelope });
  await entries('bank', `?after=${routed - 1}`);
  await until(async () => (await delivery.acknowledged()) === before + 2);
  const { rows } = await delivery.database.query(
    'SELECT partner, delivered_at IS NOT NULL AS told FROM recipient ORDER BY 1',
  );
  expect(rows).toEqual([
    { partner: 'acme', told: true },
    { partner: 'bank', told: true },
    { partner: 'clerk', told: false },
  ]);
  await entries('bank', `?after=${routed - 1}`);
  expect((await delivery.database.query('SELECT FROM acknowledgement')).rowCount).toBe(0);
});

it('refuses a stream too many, a caller without a token and a wrong query', async () => {
  const mine = [await feed('bank'), await feed('bank')];
  expect(mine.map(({ status }) => status)).toEqual([200, 200]);
  expect((await feed('bank')).status).toBe(429);
  expect((await openFeed(`${delivery.url}/v1/feed`, {})).status).toBe(401);
  expect((await openFeed(`${delivery.url}/v1/feed`, { authorization: 'Bearer x.y.z' })).status).toBe(401);
  expect((await feed('acme', '?after=never')).status).toBe(400);
  expect((await feed('nobody')).status).toBe(403);
  const wrong = await entries('bank', '?limit=0&colour=red');
  expect([wrong.status, JSON.parse(wrong.text).faults.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
    400,
    ['/colour', '/limit'],
  ]);
});
