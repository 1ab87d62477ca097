import type { Item } from './item.js';
import { pageText } from './page-text.js';

const item = (position: number, envelope: string): Item => ({
  position,
  index: position,
  kind: 'address-flag',
  sender: 'police',
  acceptedAt: '2026-04-14T07:40:00.000Z',
  keys: ['members'],
  envelope: Buffer.from(envelope),
});

it('holds the recorded bytes of each envelope unaltered', () => {
  const [first, second] = ['{"z":1.0,"a":"\\u0041"}', '{"amount":"12345678901234567890", "b" : 1e2}'];
  const text = pageText({ items: [item(3, first), item(9, second)], next: 9, more: true }).toString();
  expect(text).toBe(
    `{"items":[{"position":3,"index":3,"acceptedAt":"2026-04-14T07:40:00.000Z","envelope":${first}},` +
      `{"position":9,"index":9,"acceptedAt":"2026-04-14T07:40:00.000Z","envelope":${second}}],"next":9,"more":true}`,
  );
  expect(JSON.parse(text)).toMatchObject({ items: [{ position: 3 }, { position: 9 }], next: 9, more: true });
});

it('is a page when nothing is there', () => {
  expect(pageText({ items: [], next: -1, more: false }).toString()).toBe('{"items":[],"next":-1,"more":false}');
});
