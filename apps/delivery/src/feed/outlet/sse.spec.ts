import type { Item } from '../../entries/item.js';
import { sseEvent } from './sse.js';

const item = (envelope: string): Item => ({
  position: 7,
  index: 7,
  kind: 'address-flag',
  sender: 'police',
  acceptedAt: '2026-04-14T07:40:00.000Z',
  keys: ['members'],
  envelope: Buffer.from(envelope),
});

it('writes position, kind and item, and the envelope as it was recorded', () => {
  const envelope = '{"a":1e2,"b":"\\u0041é\u2028"}';
  expect(sseEvent(item(envelope)).toString()).toBe(
    'id: 7\nevent: address-flag\n' +
      `data: {"position":7,"index":7,"acceptedAt":"2026-04-14T07:40:00.000Z","envelope":${envelope}}\n\n`,
  );
});

it.each(['\n', '\r\n', '\r', '\n\nevent: forged\ndata: {}\n\n'])('lets no line end forge a field: %j', (end) => {
  const lines = sseEvent(item(`{"a":${end}1}`))
    .toString()
    .slice(0, -2)
    .split(/\r\n|\r|\n/);
  expect(lines.filter((line) => !line.startsWith('data: '))).toEqual(['id: 7', 'event: address-flag']);
});
