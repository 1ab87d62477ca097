import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const agreed = { outcome: 'ACTION_AGREED', verifiedBy: 'KEYWORD', letterDueAt: '2026-04-14T07:30:00.001Z' };

it.each([
  ['two others held', { from: 'a', to: 'b' }, ['/body/to call-party']],
  ['somebody held with themselves', { to: 'demo-police' }, ['/body/to call-party']],
  ['the sender received', { from: 'demo-exchange-1', to: 'demo-police' }, []],
  ['leads to action', agreed, []],
  ['leads to action unverified', { ...agreed, verifiedBy: undefined }, ['/body/verifiedBy call-verified']],
  ['nobody answered, yet verified', { verifiedBy: 'CALLBACK' }, ['/body/verifiedBy call-verified']],
  ['only informs', { outcome: 'INFORMED' }, []],
  ['leads to action without a letter', { ...agreed, letterDueAt: undefined }, ['/body/letterDueAt call-letter']],
  ['has a letter before it', { ...agreed, letterDueAt: '2026-04-14T07:30:00.000Z' }, ['/body/letterDueAt call-due']],
])('judges a call that %s', (_, body, faults) => {
  expect(broken('hotline-call', { body })).toEqual(faults);
});

it('is about a request, when it was', () => {
  const targetOf = (name: string, sender: string) =>
    kindOf('hotline-call', 1)?.target?.(seal(example('hotline-call', name), sender).envelope);
  expect(targetOf('full.v1', 'demo-exchange-1')).toBe('5f285b9d-3c9a-8a79-a097-6c1d51c767f3');
  expect(targetOf('minimal.v1', 'demo-police')).toBeUndefined();
});
