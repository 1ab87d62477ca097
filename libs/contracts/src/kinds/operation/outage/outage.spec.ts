import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

it.each([
  ['took no time', { to: '2026-04-14T07:00:00.000Z' }, ['/body/to outage-span']],
  ['took a millisecond', { to: '2026-04-14T07:00:00.001Z' }, []],
  ['a partner saw', { by: 'PARTNER' }, ['/body/by enum']],
])('judges an outage that %s', (_, body, faults) => {
  expect(broken('outage', { body })).toEqual(faults);
});

it.each([
  ['minimal.v1', 0],
  ['full.v1', 1],
])('needs an officer where an operator says it: %s', (name, officers) => {
  const { envelope } = seal(example('outage', name), 'hub');
  expect(kindOf('outage', 1)?.officers?.(envelope)).toBe(officers);
});
