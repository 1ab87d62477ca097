import { broken } from '../../../../test/examples.js';

it.each([
  ['returns without a reason', { decision: 'RETURNED' }, ['/body/note approval-note']],
  ['releases as a partner', { decision: 'RELEASED' }, ['/body/role approval-release']],
  ['releases as an operator', { decision: 'RELEASED', role: 'OPERATOR' }, []],
  ['says something else', { decision: 'MAYBE' }, ['/body/decision enum']],
])('judges an approval that %s', (_, body, faults) => {
  expect(broken('approval', { body })).toEqual(faults);
});
