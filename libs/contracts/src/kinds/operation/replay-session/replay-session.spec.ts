import { broken } from '../../../../test/examples.js';

const sessionId = '5f285b9d-3c9a-8a79-a097-6c1d51c767f3';
const result = { expectedCount: 5, deliveredCount: 5, rangeRoot: 'ab'.repeat(32), mismatches: [] };
const at = '2026-04-01T00:00:00.000Z';

it.each([
  ['has no span', { window: undefined }, ['/body/window replay-span']],
  ['has two spans', { indexes: { from: 1, to: 2 } }, ['/body/window replay-span']],
  ['is of one entry', { window: undefined, indexes: { from: 7, to: 7 } }, []],
  ['runs backwards', { window: undefined, indexes: { from: 7, to: 6 } }, ['/body/indexes/to replay-order']],
  ['is of no time', { window: { from: at, to: at } }, ['/body/window/to replay-order']],
  ['is of a millisecond', { window: { from: at, to: '2026-04-01T00:00:00.001Z' } }, []],
  ['filters by nothing', { filter: {} }, ['/body/filter replay-filter']],
  ['filters by a sender', { filter: { senders: ['demo-police'] } }, []],
  ['gave something before it was asked for', { result }, ['/body/result replay-result']],
  ['names a session and no result', { sessionId }, ['/body/result replay-result']],
  ['gave all', { sessionId, result }, []],
  [
    'gave more than there was',
    { sessionId, result: { ...result, deliveredCount: 6 } },
    ['/body/result/deliveredCount replay-count'],
  ],
])('judges a replay session that %s', (_, body, faults) => {
  expect(broken('replay-session', { body })).toEqual(faults);
});
