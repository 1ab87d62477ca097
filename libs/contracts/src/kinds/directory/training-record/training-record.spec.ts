import { broken } from '../../../../test/examples.js';

const recordId = '1d2c3b4a-5968-8776-8554-433221100ffe';

it.each([
  ['ends when it begins', { expiresAt: '2026-04-10T09:00:00.000Z' }, ['/body/expiresAt training-expiry']],
  ['lasts a millisecond', { expiresAt: '2026-04-10T09:00:00.001Z' }, []],
  ['revokes nothing', { status: 'REVOKED' }, ['/body/recordId training-first']],
  ['revokes a record', { status: 'REVOKED', recordId }, []],
  ['has a full score', { scorePct: 100 }, []],
  ['has more than a full score', { scorePct: 101 }, ['/body/scorePct maximum']],
  ['makes nobody competent', { competencies: [] }, ['/body/competencies minItems']],
])('judges a training record that %s', (_, body, faults) => {
  expect(broken('training-record', { body })).toEqual(faults);
});
