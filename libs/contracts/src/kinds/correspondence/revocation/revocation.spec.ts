import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const target = '5f285b9d-3c9a-8a79-a097-6c1d51c767f3';
const replacementId = '1d2c3b4a-5968-8776-8554-433221100ffe';

it.each([
  ['corrects by nothing', { body: { action: 'CORRECT' } }, ['/body/replacementId revocation-replacement']],
  ['corrects by another message', { body: { action: 'CORRECT', replacementId } }, []],
  [
    'withdraws and replaces',
    { body: { action: 'WITHDRAW', replacementId } },
    ['/body/replacementId revocation-replacement'],
  ],
  [
    'corrects by the same',
    { body: { action: 'CORRECT', replacementId: target } },
    ['/body/replacementId revocation-self'],
  ],
  ['is due at once', { body: { applyBy: '2026-04-14T07:40:00.000Z' } }, ['/body/applyBy revocation-deadline']],
  ['is due in a millisecond', { body: { applyBy: '2026-04-14T07:40:00.001Z' } }, []],
  [
    'a court ordered the hub to say, and names no court',
    { name: 'full.v1', envelope: { onBehalfOf: undefined } },
    ['/onBehalfOf revocation-court'],
  ],
  ['follows an order of a court that a partner was given', { body: { reason: 'COURT_ORDER' } }, []],
])('judges a revocation that %s', (_, change, faults) => {
  expect(broken('revocation', change)).toEqual(faults);
});

it.each([
  ['minimal.v1', 'demo-police', 1],
  ['full.v1', 'hub', 2],
])('needs two officers where a hold is released: %s', (name, sender, officers) => {
  const { envelope } = seal(example('revocation', name), sender);
  expect(kindOf('revocation', 1)?.officers?.(envelope)).toBe(officers);
  expect(kindOf('revocation', 1)?.target?.(envelope)).toBe(target);
});
