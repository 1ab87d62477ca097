import { startServices } from '@holdfast/services';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lifeOf, steps } from '../../test/random-life.js';
import { freezeBody } from '../../test/requests.js';
import { recordOf, statedOf, TestDesk, tickOf } from '../../test/test-desk.js';
import { after, HOUR, MINUTE, World } from '../../test/world.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-desk-'));
const FOLDED = ['request', 'about', 'waiting', 'directory_message', 'outage', 'progress'];
let services: Awaited<ReturnType<typeof startServices>>;
let desks = 0;

beforeAll(async () => void (services = await startServices({ home, tests: true })), 300_000);
afterAll(async () => {
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const desk = () => TestDesk.open(services.postgres.url, `desk_test_${++desks}`);

type Record = ReturnType<typeof recordOf>;

/** A world's record from its first index on. */
const recordsOf = (world: World, said: ReturnType<typeof lifeOf>): Record[] => [
  ...world.stated.map((each, index) => statedOf(index, each)),
  ...said.map((each, at) => recordOf(world.stated.length + at, each)),
];

async function folded(records: readonly Record[], cuts: readonly number[]): Promise<object> {
  const one = await desk();
  try {
    let from = 0;
    for (const cut of [...cuts.toSorted((a, b) => a - b), records.length]) {
      const batch = records.slice(from, cut);
      if (batch.length > 0) await one.fold(...batch);
      from = Math.max(from, cut);
    }
    const tables = await one.tables(FOLDED);
    const outbox: object[] = await one.database.query('SELECT message FROM outbox ORDER BY message');
    return { ...tables, outbox };
  } finally {
    await one.stop();
  }
}

it('folds a record to the same tables and decides the same messages, wherever its batches end', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.array(fc.nat(40), { maxLength: 5 }), async (taken, cuts) => {
      const world = new World();
      const records = recordsOf(world, lifeOf(world, taken));
      expect(await folded(records, cuts)).toEqual(await folded(records, []));
    }),
    { numRuns: 12 },
  );
}, 120_000);

describe('a request that was approved', () => {
  async function approved() {
    const world = new World();
    const request = world.say('enforcement-request', {
      name: 'full.v1',
      body: freezeBody(),
      signers: [world.requester],
    });
    const said = [request, world.approval(request, world.approver)];
    const one = await desk();
    const records = recordsOf(world, said);
    await one.fold(...records);
    const outbox = async (): Promise<{ kind: string; message: string }[]> =>
      one.database.query('SELECT kind, message FROM outbox ORDER BY at');
    return { world, request, one, outbox, next: records.length };
  }

  it('leaves its routing in the outbox until that comes back recorded', async () => {
    const { world, one, outbox, next } = await approved();
    const [routing] = await outbox();
    expect(routing?.kind).toBe('routing');
    await one.fold(tickOf(after(0), next - 1));
    expect(await outbox()).toHaveLength(1);
    await one.fold(recordOf(next, world.returned(JSON.parse(routing?.message ?? ''))));
    expect(await outbox()).toEqual([]);
    await one.stop();
  });

  it('says a level of a clock once it is due, and once alone, however many ticks come', async () => {
    const { world, one, outbox, next } = await approved();
    const [routing] = await outbox();
    await one.fold(tickOf(after(0), next - 1), recordOf(next, world.returned(JSON.parse(routing?.message ?? ''))));
    await one.fold(tickOf(after(4_000), next));
    expect(await outbox()).toEqual([]);
    for (const ms of [8_500, 9_000, 9_500]) await one.fold(tickOf(after(ms), next));
    const levels = (await outbox()).map(({ message }) => JSON.parse(message).body);
    expect(levels.map(({ clock, level, leg }) => [clock, level, leg])).toEqual([
      ['C1', 'HALF', 'demo-exchange-1'],
      ['C1', 'EIGHTY', 'demo-exchange-1'],
      ['C1', 'HALF', 'demo-exchange-2'],
      ['C1', 'EIGHTY', 'demo-exchange-2'],
    ]);
    await one.stop();
  });

  it('breaches nothing while an outage is not recorded, and runs on by its length', async () => {
    const { world, one, outbox, next } = await approved();
    const [routing] = await outbox();
    await one.fold(tickOf(after(0), next - 1), recordOf(next, world.returned(JSON.parse(routing?.message ?? ''))));
    await one.fold(tickOf(after(HOUR), next));
    const [outage, ...none] = await outbox();
    expect([outage?.kind, none]).toEqual(['outage', []]);
    await one.fold(
      recordOf(next + 1, world.returned(JSON.parse(outage?.message ?? ''))),
      tickOf(after(HOUR + 4_000), next + 1),
    );
    expect(await outbox()).toEqual([]);
    await one.fold(tickOf(after(HOUR + 5_001), next + 1));
    expect((await outbox()).map(({ kind }) => kind)).toEqual(['sla-event', 'sla-event']);
    await one.stop();
  });

  it('is gone with everything that rests on it when its message is erased', async () => {
    const { world, request, one, next } = await approved();
    const erasure = world.say('case-alert', { at: after(MINUTE) });
    await one.fold(recordOf(next, erasure, [world.stated.length]));
    const tables = await one.tables(['request', 'waiting']);
    expect(tables).toEqual({ request: [], waiting: [] });
    expect(JSON.stringify(await one.tables(['about']))).not.toContain(`"message_id":"${request.envelope.messageId}"`);
    await one.stop();
  });
});
