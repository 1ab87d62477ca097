import { HEADER } from '@holdfast/bus';
import type { Sealed } from '@holdfast/contracts';
import fc from 'fast-check';
import { deliveryTables } from '../../test/delivery-tables.js';
import { alert, approval, organisation, recorded, request, routing, said } from '../../test/recorded-messages.js';
import { Pages } from '../entries/pages.js';
import { Tail } from '../tail/tail.js';

let tables: Awaited<ReturnType<typeof deliveryTables>>;
const MEMBERS = ['police', 'acme', 'bank', 'clerk'];

beforeAll(async () => void (tables = await deliveryTables()), 300_000);
afterAll(() => tables.stop(), 120_000);
beforeEach(async () => {
  await tables.empty();
  await tables.record(organisation('hub', { type: 'HUB' }), ...MEMBERS.map((id) => organisation(id)));
  first = tables.nextIndex();
});

let first = 0;

/** What a partner reads since the members joined, as `position:index`, both counted from there. */
async function seen(partner: string): Promise<string[]> {
  const { items } = await new Pages(tables.database).read({ partner, after: first - 1, limit: 1000 });
  return items.map(({ position, index }) => `${position - first}:${index - first}`);
}

const seenByAll = async () =>
  Object.fromEntries(await Promise.all(['hub', ...MEMBERS].map(async (id) => [id, await seen(id)])));
const NOTHING = { hub: [], police: [], acme: [], bank: [], clerk: [] };

const everybody = { groups: ['members'] };
const about = ({ envelope }: Sealed) => ({ requestId: envelope.messageId });
const answer = (responder: string, target: Sealed, outcome = 'CONTROLLED') =>
  said('enforcement-response', responder, {
    audience: everybody,
    body: { ...about(target), responder, perTarget: [{ targetId: 'T1', outcome }] },
  });

it('shows a gated message, whole and with its own index, where it was routed, and the routing to its sender', async () => {
  const asked = request('police');
  await tables.record(asked, alert('clerk'), routing(asked, 'acme', 'bank'));
  expect(await seenByAll()).toEqual({
    hub: ['1:1', '2:2'],
    police: ['0:0', '1:1', '2:2'],
    acme: ['1:1', '2:0'],
    bank: ['1:1', '2:0'],
    clerk: ['1:1'],
  });
  const [, item] = (await new Pages(tables.database).read({ partner: 'acme', after: first - 1, limit: 9 })).items;
  expect(item).toMatchObject({ kind: 'enforcement-request', sender: 'police', envelope: asked.bytes });
});

it('gives who is named later the message at that index, nobody twice, and never its sender or the hub', async () => {
  const asked = request('police');
  await tables.record(asked, routing(asked, 'acme'));
  await tables.record(routing(asked, 'acme', 'police', 'hub'), routing(asked, 'acme', 'bank'));
  expect(await seenByAll()).toEqual({
    hub: ['1:1', '2:2', '3:3'],
    police: ['0:0', '1:1', '2:2', '3:3'],
    acme: ['1:0'],
    bank: ['3:0'],
    clerk: [],
  });
});

it('routes nothing that is unknown, recorded later, not gated, or said by another than the hub', async () => {
  const [unknown, later, open] = [request('police'), request('police'), alert('police', { partners: ['bank'] })];
  await tables.record(routing(unknown, 'acme'), routing(later, 'acme'), later, open, routing(open, 'acme'));
  const { sender: _sender, messageId: _id, ...wish } = routing(later, 'acme').envelope;
  await tables.record(said('routing', 'acme', { ...wish, audience: everybody }));
  expect(await seenByAll()).toEqual({
    ...NOTHING,
    hub: ['0:0', '1:1', '4:4'],
    police: ['2:2', '3:3'],
    bank: ['3:3'],
    acme: ['5:5'],
  });
});

it('shows nobody what was stopped, from no memory either, and gives it anew when it is released again', async () => {
  const asked = request('police');
  await tables.record(asked, routing(asked, 'acme', 'bank'));
  const tail = await Tail.begin(tables.database, { items: 100, bytes: 1_000_000 });
  await tables.record(routing(asked, 'clerk'));
  await tail.refresh();
  const held = () =>
    tail.ring.after(tail.ring.floor, 100).map(({ position, index }) => `${position - first}:${index - first}`);
  expect(held()).toEqual(['2:0', '2:2']);

  await tables.record(routing(asked));
  await tail.refresh();
  expect(held()).toEqual(['3:3']);
  expect(tail.ring.floor).toBe(first + 2);
  const stopped = { ...NOTHING, hub: ['1:1', '2:2', '3:3'], police: ['0:0', '1:1', '2:2', '3:3'] };
  expect(await seenByAll()).toEqual(stopped);

  await tables.record(routing(asked, 'acme'));
  expect(await seenByAll()).toEqual({
    hub: [...stopped.hub, '4:4'],
    police: [...stopped.police, '4:4'],
    acme: ['4:0'],
    bank: [],
    clerk: [],
  });
});

it('shows what is about a routed message to those of its audience that it concerns', async () => {
  const asked = request('police');
  const replied = answer('acme', asked);
  await tables.record(asked, approval('police', asked.envelope.messageId), routing(asked, 'acme', 'bank'));
  await tables.record(
    replied,
    answer('bank', asked, 'NOT_CONTROLLED'),
    answer('clerk', asked),
    approval('police', asked.envelope.messageId),
    said('acknowledgement', 'police', { audience: everybody, body: { ofMessageId: replied.envelope.messageId } }),
    said('acknowledgement', 'bank', { audience: everybody, body: { ofMessageId: replied.envelope.messageId } }),
  );
  expect(await seenByAll()).toEqual({
    hub: ['2:2', '3:3', '4:4', '6:6', '7:7'],
    police: ['0:0', '1:1', '2:2', '3:3', '6:6', '7:7'],
    acme: ['2:0', '3:3', '6:6', '7:7'],
    bank: ['2:0', '4:4', '6:6', '8:8'],
    clerk: ['5:5'],
  });
});

it('goes on to show what is about a stopped message to those who had it', async () => {
  const asked = request('police');
  await tables.record(asked, routing(asked, 'acme'), routing(asked), answer('acme', asked));
  expect([await seen('acme'), await seen('police')]).toEqual([['3:3'], ['0:0', '1:1', '2:2', '3:3']]);
});

it('reads a group as those who held it when the message was recorded', async () => {
  const asked = request('police');
  const toGroup = () =>
    said('approval', 'police', { audience: { groups: ['kr'] }, body: { target: asked.envelope.messageId } });
  const replies = [organisation('acme', { groups: ['kr'] }), toGroup(), organisation('acme'), toGroup()];
  await tables.record(asked, routing(asked, 'acme', 'bank'), organisation('clerk', { groups: ['kr'] }), ...replies);
  expect(await seen('acme')).toEqual(['1:0', '2:2', '3:3', '4:4', '5:5']);
  expect([await seen('bank'), await seen('clerk')]).toEqual([
    ['1:0', '2:2', '3:3', '5:5'],
    ['2:2', '3:3', '5:5'],
  ]);
});

it('shows a hit on a flag to who flagged and to who was hit', async () => {
  const flag = said('address-flag', 'police', { audience: everybody });
  const flagId = flag.envelope.messageId;
  await tables.record(flag, said('flag-hit', 'acme', { audience: everybody, body: { flagId, exchange: 'acme' } }));
  expect(await seenByAll()).toEqual({
    hub: ['0:0'],
    police: ['0:0', '1:1'],
    acme: ['0:0', '1:1'],
    bank: ['0:0'],
    clerk: ['0:0'],
  });
});

it('forgets an erased message wherever it stands, and leaves the routing', async () => {
  const asked = request('police');
  await tables.record(asked, routing(asked, 'acme'), routing(asked, 'bank'));
  const index = tables.nextIndex();
  const erasing = recorded(index, alert('clerk'));
  await tables.fold({ ...erasing, headers: { ...erasing.headers, [HEADER.erases]: String(first) } });
  expect(await seenByAll()).toEqual({
    hub: ['1:1', '2:2', '3:3'],
    police: ['1:1', '2:2', '3:3'],
    acme: ['3:3'],
    bank: ['3:3'],
    clerk: ['3:3'],
  });
  expect(await tables.database.query('SELECT * FROM recipient')).toEqual([]);
  const [{ keys }] = await tables.database.query(
    `SELECT count(*)::int AS keys FROM visibility WHERE position > ${first}`,
  );
  expect(keys).toBe(6);
});

const DUMPS = [
  'SELECT position, index, kind, keys, message_id, bound FROM item ORDER BY position, index',
  'SELECT * FROM visibility ORDER BY position, key',
  'SELECT * FROM recipient ORDER BY index, partner',
  'SELECT last_index, membership_index FROM folded',
];

const dump = async () => Promise.all(DUMPS.map((sql) => tables.database.query(sql)));

const step = fc.oneof(
  fc.record({ what: fc.constant('ask' as const) }),
  fc.record({ what: fc.constant('route' as const), to: fc.subarray(MEMBERS), at: fc.nat() }),
  fc.record({ what: fc.constant('answer' as const), by: fc.constantFrom('acme', 'bank'), at: fc.nat() }),
  fc.record({ what: fc.constant('approve' as const), at: fc.nat() }),
);

it('comes to the same tables however the record is cut into batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 8, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 9 })),
      async (steps, cuts) => {
        const messages: Sealed[] = [request('police')];
        for (const each of steps) messages.push(messageOf(each, messages));
        await tables.empty();
        for (const message of messages) await tables.record(message);
        const one = await dump();
        await tables.empty();
        const rest = [...messages];
        for (const cut of cuts) await tables.record(...rest.splice(0, cut));
        await tables.record(...rest);
        expect(await dump()).toEqual(one);
      },
    ),
    { numRuns: 40 },
  );
}, 300_000);

function messageOf(each: typeof step extends fc.Arbitrary<infer T> ? T : never, before: readonly Sealed[]): Sealed {
  if (each.what === 'ask') return request('police');
  const target = before[each.at % before.length] ?? before[0] ?? request('police');
  if (each.what === 'route') return routing(target, ...each.to);
  if (each.what === 'answer') return answer(each.by, target);
  return approval('police', target.envelope.messageId);
}
