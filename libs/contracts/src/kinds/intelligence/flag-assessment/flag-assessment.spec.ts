import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const { evidence } = example('flag-assessment', 'full.v1').body;

it.each([
  ['agrees without a word', { verdict: 'CONFIRM' }, []],
  ['calls the flag outdated without a word', { verdict: 'OUTDATED' }, []],
  ['denies without a word', { verdict: 'FALSE_POSITIVE' }, ['/body/note assessment-ground']],
  ['claims a hot wallet without a word', { verdict: 'OWN_HOT_WALLET' }, ['/body/note assessment-ground']],
  ['denies and says why', { verdict: 'FALSE_POSITIVE', note: 'Another chain.' }, []],
  ['denies and shows why', { verdict: 'OWN_HOT_WALLET', evidence }, []],
])('judges an assessment that %s', (_, body, faults) => {
  expect(broken('flag-assessment', { body })).toEqual(faults);
});

it('is about the flag', () => {
  const whole = example('flag-assessment');
  const { envelope } = seal(whole, whole.sender);
  expect(kindOf('flag-assessment', 1)?.target?.(envelope)).toBe(whole.body.flagId);
});
