import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

it.each([
  ['is a second question', { round: 2 }, []],
  ['is a third question', { round: 3 }, ['/body/round maximum']],
  ['asks for another', { leg: 'demo-exchange-2' }, ['/body/leg clarification-side']],
  ['answers itself', { type: 'ANSWER' }, ['/body/leg clarification-side']],
  ['widens by asking', { widensScope: true }, ['/body/widensScope clarification-scope']],
  ['asks nothing', { items: [] }, ['/body/items minItems']],
])('judges a question that %s', (_, body, faults) => {
  expect(broken('clarification', { body })).toEqual(faults);
});

it.each([
  ['widens the request', { widensScope: true }, []],
  ['says that it does not', { widensScope: false }, []],
  ['asks in the name of the recipient', { type: 'QUESTION', widensScope: undefined }, ['/body/leg clarification-side']],
])('judges an answer that %s', (_, body, faults) => {
  expect(broken('clarification', { name: 'full.v1', body })).toEqual(faults);
});

it('is about the request', () => {
  const whole = example('clarification');
  const { envelope } = seal(whole, whole.sender);
  expect(kindOf('clarification', 1)?.target?.(envelope)).toBe(whole.body.requestId);
});
