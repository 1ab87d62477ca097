import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecorded } from '@holdfast/bus';
import type { RecordedEntry, RecordedErased } from '@holdfast/bus';
import { findPostgres } from '@holdfast/services';
import { TestLedger, testMac } from '../../test/test-ledger.js';
import { erasureRecord, flagRecord, traffic } from '../../test/traffic.js';
import { entriesAfter } from '../publish/entry-pages.js';
import { recordsOf } from '../publish/publishable.js';
import { refuseOwner } from '../schema/refuse-owner.js';
import { edgeAt } from '../tree/tiles/edge-at.js';
import { recordAgain } from './take-over/record-again.js';

const home = mkdtempSync(join(tmpdir(), 'holdfast-'));
let postgres: Awaited<ReturnType<typeof findPostgres>>;
const opened: TestLedger[] = [];

async function ledger(): Promise<TestLedger> {
  opened.push(await TestLedger.open(postgres.url, `record_${opened.length}`));
  return opened.at(-1) ?? Promise.reject(new Error('No ledger'));
}

beforeAll(async () => {
  postgres = await findPostgres({ home });
}, 120_000);

afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** Behind the founding, an organisation and seven flags. */
const INDEX_OF_FLAG_7 = 11;

const all = [
  ...traffic(),
  { topic: 'holdfast.erasures', record: erasureRecord({ targets: [INDEX_OF_FLAG_7] }) },
  { topic: 'holdfast.address-flags', record: { ...flagRecord('flag-7'), offset: '40000' } },
  { topic: 'holdfast.address-flags', record: flagRecord('last') },
];

/** Records the traffic in batches of at most this size, each of one topic. */
async function fill(into: TestLedger, size: number): Promise<void> {
  for (let at = 0; at < all.length;) {
    const topic = all[at]?.topic ?? '';
    let end = at + 1;
    while (end < all.length && end - at < size && all[end]?.topic === topic) end++;
    await into.record(topic, ...all.slice(at, end).map((each) => each.record));
    at = end;
  }
}

/** What was published, read back from the records of the topic. */
async function published(from: TestLedger): Promise<(RecordedEntry | RecordedErased)[]> {
  const entries = await entriesAfter(from.database, -1);
  return entries.map((entry) => {
    const [first] = recordsOf(entry);
    const read = readRecorded({ value: first?.value ?? null, headers: Object(first?.headers) });
    if (read.type === 'tick') throw new TypeError('A tick');
    return read;
  });
}

it('gives the same tree whatever the borders of the batches, and on a fresh database from what was published', async () => {
  const [whole, single, odd, again] = [await ledger(), await ledger(), await ledger(), await ledger()];
  await fill(whole, 1_000);
  await fill(single, 1);
  await fill(odd, 97);
  const { tree, lastIndex } = whole.state;
  expect(tree.size).toBe(lastIndex + 1);
  const state = await again.within(async (client) => recordAgain(client, again.state, await published(whole), testMac));
  for (const other of [single.state, odd.state, state]) {
    expect([other.lastIndex, other.tree.root()]).toEqual([lastIndex, tree.root()]);
    expect(other.directory.all().map(({ key }) => key)).toEqual(whole.state.directory.all().map(({ key }) => key));
  }
  for (const each of [whole, single, odd, again]) {
    expect((await edgeAt(each.database, each.state.log, tree.size)).root()).toEqual(tree.root());
    expect(await each.column('SELECT count(*)::int AS value FROM tile')).toEqual([2]);
  }
}, 120_000);

it('takes over an erased entry as one, and knows its resend', async () => {
  const [from] = opened;
  const again = await ledger();
  const entries = from ? await published(from) : [];
  expect(entries.filter(({ type }) => type === 'erased')).toHaveLength(1);
  Object.assign(again.state, await again.within((client) => recordAgain(client, again.state, entries, testMac)));
  const { entries: fresh, duplicates } = await again.record('holdfast.address-flags', flagRecord('flag-7'));
  expect([fresh.length, duplicates.length]).toEqual([0, 1]);
}, 60_000);

it('refuses a published record that comes out otherwise', async () => {
  const [from] = opened;
  const again = await ledger();
  const entries = from ? await published(from) : [];
  const forged = entries.map((each) =>
    each.type === 'entry' && each.index === 9
      ? { ...each, record: { ...each.record, status: 'conflict' as const } }
      : each,
  );
  await expect(again.within((client) => recordAgain(client, again.state, forged, testMac))).rejects.toMatchObject({
    code: 'ledger.forked',
    details: { index: 9 },
  });
}, 60_000);

const CHANGES = [
  'UPDATE entry SET status = status',
  'DELETE FROM entry',
  'TRUNCATE entry',
  "UPDATE body SET sender = 'x'",
  'TRUNCATE body',
  'DELETE FROM tile',
  'UPDATE tile SET level = level',
  'DELETE FROM duplicate',
  'UPDATE erased SET erasure = 0',
  'DELETE FROM erased',
  'DROP TABLE body',
  'ALTER TABLE entry DISABLE TRIGGER ALL',
  'DELETE FROM log',
];

it.each(CHANGES)('refuses the running service %s', async (change) => {
  const [any] = opened;
  await expect(any?.database.query(change)).rejects.toMatchObject({ code: '42501' });
});

it('is no barrier to a login that owns the tables: such a one is refused outside development', async () => {
  const [any] = opened;
  const escape = any?.within(async (client) => {
    await client.query('SET LOCAL ROLE NONE');
    await client.query('ALTER TABLE entry DISABLE TRIGGER ALL');
    await client.query('ALTER TABLE entry ENABLE TRIGGER ALL');
  });
  await expect(escape).resolves.toBeUndefined();
  const database = any?.database ?? (await ledger()).database;
  await expect(refuseOwner(database, 'production')).rejects.toMatchObject({ code: 'configuration.invalid' });
  await expect(refuseOwner(database, 'development')).resolves.toBeUndefined();
});

it('refuses even the owner of the tables, as long as the trigger stands', async () => {
  const [any] = opened;
  const asOwner = any?.within(async (client) => {
    await client.query('SET LOCAL ROLE NONE');
    await client.query('UPDATE entry SET status = status');
  });
  await expect(asOwner).rejects.toMatchObject({ code: '42501' });
});
