import { kindOf, readJson, seal } from '@holdfast/contracts';
import type { Sealed } from '@holdfast/contracts';
import { HEADER } from '@holdfast/bus';
import { deliveryTables } from '../../test/delivery-tables.js';
import { alert, recorded, request, routing, said } from '../../test/recorded-messages.js';
import { noteDelivered } from './note-delivered.js';

let tables: Awaited<ReturnType<typeof deliveryTables>>;
let asked: Sealed;
let index = 0;

beforeAll(async () => void (tables = await deliveryTables()), 300_000);
afterAll(() => tables.stop(), 120_000);
beforeEach(async () => {
  await tables.empty();
  asked = request('police');
  [index = -1] = await tables.record(asked, routing(asked, 'acme', 'bank'));
});

/** What waits to be said, as messages of the hub. */
async function outbox(): Promise<Sealed[]> {
  const rows: { message: string }[] = await tables.database.query(
    'SELECT message FROM acknowledgement ORDER BY recipient',
  );
  return rows.map(({ message }) => seal(readJson(message), 'hub'));
}

const note = (partner: string, ...indexes: number[]) => noteDelivered(tables.database, partner, indexes);

it('tells the sender alone that a recipient was given its message, marked as that is', async () => {
  await note('acme', index);
  const [{ envelope } = asked] = await outbox();
  const { messageId, handling } = asked.envelope;
  const { at } = Object(envelope.body);
  expect(envelope).toMatchObject({
    kind: 'acknowledgement',
    reference: `delivered/${messageId}/acme`,
    occurredAt: at,
    audience: { partners: ['police'] },
    handling,
    exercise: false,
    body: { ofMessageId: messageId, level: 'DELIVERED', result: 'OK', recipient: 'acme' },
  });
  expect(kindOf(envelope.kind, envelope.version)?.officers?.(envelope)).toBe(0);
});

it('says it once for each recipient, with the moment of the first, whoever reads it again and when', async () => {
  await Promise.all([note('acme', index), note('acme', index), note('bank', index)]);
  const before = await outbox();
  await note('acme', index);
  expect(before.length).toBe(2);
  expect(await outbox()).toEqual(before);
  await tables.database.query('DELETE FROM acknowledgement');
  await tables.record(routing(asked), routing(asked, 'acme'));
  await note('acme', index);
  expect(await outbox()).toEqual([]);
});

it('says nothing of who was not a recipient, nor of what was erased', async () => {
  await note('clerk', index);
  await note('acme', index + 1);
  expect(await outbox()).toEqual([]);
  await note('acme', index);
  const erasing = recorded(tables.nextIndex(), alert('clerk'));
  await tables.fold({ ...erasing, headers: { ...erasing.headers, [HEADER.erases]: String(index) } });
  await note('bank', index);
  expect(await outbox()).toEqual([]);
});

it('does not say again what is recorded, when the tables were folded anew', async () => {
  await note('acme', index);
  const [acknowledged = asked] = await outbox();
  await tables.empty();
  await tables.record(asked, routing(asked, 'acme', 'bank'), acknowledged);
  await note('acme', index);
  await note('bank', index);
  expect((await outbox()).map(({ envelope }) => envelope.reference)).toEqual([
    `delivered/${asked.envelope.messageId}/bank`,
  ]);
});

it('takes the word of nobody else for it', async () => {
  const body = { ofMessageId: asked.envelope.messageId, level: 'DELIVERED' };
  await tables.record(said('acknowledgement', 'acme', { body }));
  await note('acme', index);
  expect((await outbox()).length).toBe(1);
});
