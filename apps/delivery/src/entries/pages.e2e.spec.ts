import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { Forbidden } from '@holdfast/contracts';
import { afterEntry, audienceKeys, mayRead, partnerKey } from '@holdfast/policy';
import type { Interval } from '@holdfast/policy';
import { findPostgres } from '@holdfast/services';
import type { PostgresService } from '@holdfast/services';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { CreateAcknowledgement1767225600003 } from '../acknowledge/create-acknowledgement.js';
import { withheld } from '../start/delivery-metrics.js';
import { foldOrganisation } from '../fold/effects/fold-organisation.js';
import type { StoredItem } from '../fold/read-entry.js';
import { storeItems } from '../fold/store-items.js';
import { CreateDelivery1767225600001 } from '../start/create-delivery.js';
import { IndexMessages1767225600002 } from '../start/index-messages.js';
import { RouteItems1767225600004 } from '../start/route-items.js';
import type { Item } from './item.js';
import { Pages } from './pages.js';
import type { JudgedPage, PageWish } from './pages.js';

let home: string;
let postgres: PostgresService;
let database: DataSource;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-'));
  postgres = await findPostgres({ home, tests: true });
  database = await new DataSource({
    type: 'postgres',
    url: postgres.url,
    migrations: [
      CreateDelivery1767225600001,
      IndexMessages1767225600002,
      CreateAcknowledgement1767225600003,
      RouteItems1767225600004,
    ],
  }).initialize();
  await database.runMigrations();
}, 300_000);

afterAll(async () => {
  await database.destroy();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const PARTNERS = ['acme', 'bank'];
const GROUPS = ['kr', 'eu'];
const KINDS = ['address-flag', 'case-alert', 'lead-pack'];

type Message = Pick<Envelope, 'sender' | 'kind' | 'audience'>;
/** A gated message's second place: its recipients see it where its sender sees the routing. */
interface Routed {
  sender: string;
  recipients: string[];
  back: number;
}
type Event = { organisation: OrganisationV1 } | { message: Message } | { routed: Routed };

const organisation: fc.Arbitrary<Event> = fc
  .record({
    id: fc.constantFrom(...PARTNERS),
    status: fc.constantFrom('VERIFIED', 'VERIFIED', 'SUSPENDED', 'REMOVED'),
    groups: fc.subarray(GROUPS),
    withBacklog: fc.boolean(),
  })
  .map((fields) => ({ organisation: fields as OrganisationV1 }));

const message: fc.Arbitrary<Event> = fc
  .record({
    sender: fc.constantFrom(...PARTNERS, 'police'),
    kind: fc.constantFrom(...KINDS),
    audience: fc.record({ groups: fc.subarray(['members', ...GROUPS]), partners: fc.subarray(PARTNERS) }),
  })
  .map((fields) => ({ message: fields }));

const routed: fc.Arbitrary<Event> = fc
  .record({
    sender: fc.constantFrom(...PARTNERS, 'police'),
    recipients: fc.subarray(PARTNERS),
    back: fc.integer({ min: 1, max: 5 }),
  })
  .map((fields) => ({ routed: fields }));

const events = [
  { arbitrary: organisation, weight: 1 },
  { arbitrary: message, weight: 5 },
  { arbitrary: routed, weight: 2 },
];
const history = fc.array(fc.oneof(...events), { minLength: 30, maxLength: 60 });

const itemOf = (index: number, { sender, kind, audience }: Pick<Envelope, 'sender' | 'kind' | 'audience'>): Item => ({
  position: index,
  index,
  kind,
  sender,
  acceptedAt: '2026-04-14T07:40:00.000Z',
  keys: audienceKeys({ sender, audience } as Envelope),
  envelope: Buffer.from(`{"at":${index}}`),
});

const directoryEntry = { sender: 'hub', kind: 'organisation', audience: { groups: ['members'] } };

/** In the order of positions; of two at one position the older message comes first. */
const itemsOf = (events: readonly Event[]): Item[] =>
  events.flatMap((event, index) => {
    if ('routed' in event) return pairAt(index, event.routed);
    return itemOf(index, 'message' in event ? event.message : directoryEntry);
  });

function pairAt(position: number, { sender, recipients, back }: Routed): Item[] {
  const routing = itemOf(position, { sender: 'hub', kind: 'routing', audience: { partners: [sender] } });
  const others = recipients.filter((partner) => partner !== sender);
  const index = position - back;
  if (others.length === 0 || index < 0) return [routing];
  const target = itemOf(index, { sender, kind: 'lead-pack', audience: {} });
  return [{ ...target, position, keys: others.map(partnerKey) }, routing];
}

const entryOf = (item: Item): StoredItem => ({ item, messageId: randomUUID(), bound: false });

async function fold(events: readonly Event[]): Promise<void> {
  await database.query('TRUNCATE item, visibility, membership');
  await database.transaction(async (manager) => {
    await storeItems(manager, itemsOf(events).map(entryOf));
    for (const [index, event] of events.entries()) {
      if ('organisation' in event) await foldOrganisation(manager, event.organisation, index);
    }
  });
}

const intervalsOf = (events: readonly Event[], partner: string): Interval[] =>
  [...events.entries()].reduce<Interval[]>(
    (intervals, [index, event]) =>
      'organisation' in event && event.organisation.id === partner
        ? afterEntry(intervals, event.organisation, index)
        : intervals,
    [],
  );

const statusOf = (events: readonly Event[], partner: string) =>
  events.flatMap((event) => ('organisation' in event ? [event.organisation] : [])).findLast(({ id }) => id === partner)
    ?.status;

async function read(wish: PageWish): Promise<JudgedPage | 'SUSPENDED'> {
  try {
    return await new Pages(database).read(wish);
  } catch (error) {
    if (error instanceof Forbidden && error.details.rule === 'SUSPENDED') return 'SUSPENDED';
    throw error;
  }
}

it('ends a page when it is large enough, and says that there is more', async () => {
  const large = [1, 2, 3, 4].map((at) => itemOf(at, { ...directoryEntry }));
  await fold([{ organisation: { id: 'acme', status: 'VERIFIED', groups: [] as string[] } as OrganisationV1 }]);
  await database.transaction((manager) =>
    storeItems(
      manager,
      large.map((item) => entryOf({ ...item, envelope: Buffer.alloc(400_000, ' ') })),
    ),
  );
  const pageAfter = (after: number) => new Pages(database).read({ partner: 'acme', after, limit: 100 });
  const [first, second] = [await pageAfter(0), await pageAfter(3)];
  expect([first.items.length, first.next, first.more]).toEqual([3, 3, true]);
  expect([second.items.length, second.next, second.more]).toEqual([1, 4, false]);
});

it('gives exactly what the rule allows, for any history, cursor, page size and kind', async () => {
  const wish = {
    after: fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 60 })),
    limit: fc.integer({ min: 1, max: 20 }),
  };
  const asked = fc.record({ ...wish, kind: fc.option(fc.constantFrom(...KINDS), { nil: undefined }) });
  let [given, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(history, asked, async (events, { after, limit, kind }) => {
      await fold(events);
      for (const partner of PARTNERS) {
        const page = await read({ partner, after, limit, kind });
        expect(page === 'SUSPENDED').toBe(statusOf(events, partner) !== 'VERIFIED');
        if (page === 'SUSPENDED') refused++;
        if (page === 'SUSPENDED') continue;
        const intervals = intervalsOf(events, partner);
        const expected = itemsOf(events).filter(
          (item) => item.position > after && (!kind || item.kind === kind) && mayRead(partner, intervals, item).allowed,
        );
        const { items, next, more } = page;
        const wanted = expected.slice(0, limit);
        const end = { next: wanted.at(-1)?.position ?? after, more: expected.length > limit };
        expect({ items, next, more }).toEqual({ items: wanted, ...end });
        given += items.length;
      }
    }),
    { numRuns: 150 },
  );
  expect(given).toBeGreaterThan(250);
  expect(refused).toBeGreaterThan(20);
  expect((await withheld.get()).values[0]?.value).toBe(0);
}, 300_000);

it('gives a reader that pages with any limit each of its items once and in order', async () => {
  let pairs = 0;
  await fc.assert(
    fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (events, limit) => {
      await fold(events);
      const items = itemsOf(events);
      pairs += items.length - events.length;
      for (const partner of PARTNERS.filter((each) => statusOf(events, each) === 'VERIFIED')) {
        const intervals = intervalsOf(events, partner);
        const given = await readAll(partner, limit);
        expect(given).toEqual(items.filter((item) => mayRead(partner, intervals, item).allowed));
        expect(new Set(given.map(({ position }) => position)).size).toBe(given.length);
      }
    }),
    { numRuns: 60 },
  );
  expect(pairs).toBeGreaterThan(100);
  expect((await withheld.get()).values[0]?.value).toBe(0);
}, 300_000);

async function readAll(partner: string, limit: number): Promise<Item[]> {
  const all: Item[] = [];
  for (let [after, more] = [-1, true]; more;) {
    const page = await new Pages(database).read({ partner, after, limit });
    all.push(...page.items);
    [after, more] = [page.next, page.more];
  }
  return all;
}
