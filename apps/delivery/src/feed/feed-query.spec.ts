import { MessageRejected } from '@holdfast/contracts';
import { startOf } from './feed-query.js';

it.each([
  [{}, undefined, undefined],
  [{ after: 'now' }, undefined, undefined],
  [{ after: '-1' }, undefined, -1],
  [{ after: '12' }, undefined, 12],
  [{ after: '-1' }, '40', 40],
  [{ after: 'now' }, '0', 0],
])('begins a stream asked with %j and last event %s after %s', (query, lastEventId, position) => {
  expect(startOf(query, lastEventId)).toBe(position);
});

it.each([
  [{ after: 'yesterday' }, undefined],
  [{ after: '-2' }, undefined],
  [{ after: ['1', '2'] }, undefined],
  [{ from: '1' }, undefined],
  [{}, '1; DROP TABLE item'],
])('refuses %j with last event %s', (query, lastEventId) => {
  expect(() => startOf(query, lastEventId)).toThrow(MessageRejected);
});
