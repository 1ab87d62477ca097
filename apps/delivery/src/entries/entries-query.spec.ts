import { MessageRejected } from '@holdfast/contracts';
import { entriesQueryOf } from './entries-query.js';

it.each([
  [{}, { after: -1, limit: 100 }],
  [
    { after: '17', limit: '1000', kind: 'case-alert' },
    { after: 17, limit: 1000, kind: 'case-alert' },
  ],
  [{ after: '-1' }, { after: -1, limit: 100 }],
])('reads %j', (query, expected) => {
  expect(entriesQueryOf(query)).toEqual(expected);
});

it.each([
  [{ limit: '0' }, '/limit'],
  [{ limit: '1001' }, '/limit'],
  [{ limit: '1.5' }, '/limit'],
  [{ limit: ['1', '2'] }, '/limit'],
  [{ after: '' }, '/after'],
  [{ after: '-2' }, '/after'],
  [{ after: '0x10' }, '/after'],
  [{ after: '9999999999999999' }, '/after'],
  [{ kind: 'nonsense' }, '/kind'],
  [{ since: '1' }, '/since'],
])('refuses %j at %s', (query, pointer) => {
  expect(() => entriesQueryOf(query)).toThrow(MessageRejected);
  expect(() => entriesQueryOf(query)).toThrow(pointer);
});
