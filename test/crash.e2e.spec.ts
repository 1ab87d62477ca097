import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { TestHub, until } from './support/hub.js';
import type { Ready } from './support/hub.js';
import { testFlag, TestPartner } from './support/partner.js';
import type { Item } from './support/partner.js';

const KILLS_EACH = 5;
const hub = new TestHub();
let ready: Ready;

beforeAll(async () => void (ready = await hub.start()), 300_000);
afterAll(() => hub.stop(), 120_000);

/** Sends batches for as long as told; what is not answered 202 is sent again, as the hub's contract says. */
async function load(partner: TestPartner, sender: string, accepted: string[], stop: AbortSignal): Promise<void> {
  for (let batch = 0; !stop.aborted; batch++) {
    const references = Array.from({ length: 10 }, (_, at) => `${sender}-${String(batch).padStart(5, '0')}-${at}`);
    for (;;) {
      const status = await partner
        .submitLines(references.map((reference) => testFlag(reference)))
        .then(async (response) => (await response.text()) && response.status)
        .catch(() => 0);
      if (status === 202) break;
      await delay(100);
    }
    accepted.push(...references);
    await delay(5);
  }
}

it('loses nothing, doubles nothing and leaves no gap, whatever process or broker is killed under load', async () => {
  const client = (id: string) => new TestPartner(ready.url, hub.home, id);
  const stop = new AbortController();
  const seen: Item[][] = [[], []];
  const readers = ['demo-exchange-1', 'demo-exchange-2'].map((id, at) =>
    client(id).follow(seen[at] ?? [], stop.signal),
  );
  const accepted: string[][] = [[], []];
  const loaded = new AbortController();
  const senders = ['demo-police', 'demo-treasury'].map((id, at) =>
    load(client(id), id, accepted[at] ?? [], loaded.signal),
  );

  const victims = Array.from({ length: KILLS_EACH }, () => ['gateway', 'ledger', 'delivery', 'kafka']).flat();
  const acceptedSoFar = () => accepted.flat().length;
  for (const victim of victims) {
    const before = acceptedSoFar();
    await delay(300 + Math.random() * 700);
    // On a slow machine one kill would come so soon after the other that nothing was ever under way.
    await until('something is accepted between two kills', () => acceptedSoFar() > before);
    await hub.kill(victim);
  }
  await delay(1_000);
  loaded.abort();
  await Promise.all(senders);

  const all = accepted.flat();
  const references = (items: Item[]) =>
    items.filter(({ envelope }) => envelope.kind === 'address-flag').map(({ envelope }) => envelope.reference);
  await until(
    'every subscriber has everything',
    () => seen.every((items) => new Set(references(items)).size >= all.length),
    180_000,
  );
  stop.abort();
  await Promise.all(readers);

  for (const items of seen) {
    expect(references(items).length).toBe(new Set(references(items)).size);
    for (const sent of accepted) {
      const own = references(items).filter((reference) => sent.includes(reference));
      expect(own).toEqual(sent);
    }
    const positions = items.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
  }
  const ledger = new pg.Client({ connectionString: ready.databaseUrl });
  await ledger.connect();
  const { rows } = await ledger.query(`SELECT count(*)::int AS entries, max(index)::int + 1 AS next,
    count(DISTINCT message_id)::int AS ids, count(*) FILTER (WHERE status <> 'recorded')::int AS others
    FROM ledger.entry LEFT JOIN ledger.body USING (index)`);
  await ledger.end();
  const [{ entries, next, ids, others }] = rows;
  console.log(`${victims.length} kills, ${all.length} accepted, ${entries} entries`);
  expect([entries, ids, others]).toEqual([next, entries, 0]);
}, 900_000);
