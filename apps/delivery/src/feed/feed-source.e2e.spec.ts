import { deliveryTables } from '../../test/delivery-tables.js';
import { alert, organisation, routing, said } from '../../test/recorded-messages.js';
import { Pages } from '../entries/pages.js';
import { Tail } from '../tail/tail.js';
import { FeedSource } from './feed-source.js';

let tables: Awaited<ReturnType<typeof deliveryTables>>;

beforeAll(async () => void (tables = await deliveryTables()), 300_000);
afterAll(() => tables.stop(), 120_000);

/** All that a stream gives from the beginning to the end of the tail, by the ids of its events, and what was routed. */
async function streamed(source: FeedSource, partner: string) {
  const [text, routed]: [string[], number[]] = [[], []];
  let [cursor, pieces] = [-1, 0];
  while (cursor < source.tail.ring.head) {
    const piece = await source.pull(partner, cursor, AbortSignal.timeout(30_000));
    text.push(piece.bytes.toString());
    routed.push(...piece.routed);
    cursor = piece.next;
    pieces++;
  }
  const ids = [...text.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  return { ids, routed, pieces };
}

it.each([
  ['memory', 10_000, 1],
  ['memory, by bytes', 10_000, 1_900],
  ['the table', 1, 1],
])(
  'never parts the two items of a position, whose readers are others, when it reads them from %s',
  async (_, items, length) => {
    await tables.empty();
    // Begins with nothing, so that all of it passes through the limits of one reading.
    const tail = await Tail.begin(tables.database, { items, bytes: 1_000_000_000 });
    const source = new FeedSource(tail, new Pages(tables.database));
    await tables.record(...['police', 'acme', 'bank'].map((id) => organisation(id)));
    const [necessity, proportionality] = ['x'.repeat(length), 'x'.repeat(length)];
    const large = () => said('enforcement-request', 'police', { body: { necessity, proportionality } });
    const asked = Array.from({ length: 700 }, large);
    const indexes = await tables.record(...asked);
    const routings = await tables.record(...asked.map((each) => routing(each, 'acme')));
    await tables.record(alert('bank'));
    await tail.refresh();

    const [police, acme, bank] = await Promise.all(['police', 'acme', 'bank'].map((each) => streamed(source, each)));
    const others = [1, 2, tables.nextIndex() - 1];
    expect(police?.ids).toEqual([...others.slice(0, 2), ...indexes, ...routings, ...others.slice(2)]);
    expect(acme?.ids).toEqual([...others.slice(1, 2), ...routings, ...others.slice(2)]);
    expect(bank?.ids).toEqual(others.slice(2));
    expect([acme?.routed, police?.routed]).toEqual([indexes, []]);
    expect(acme?.pieces).toBeGreaterThan(1);
  },
  120_000,
);
