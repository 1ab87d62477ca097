import { broken } from '../../../../test/examples.js';

it.each([
  ['yesterday', { day: '2026-04-13' }, []],
  ['today, which goes on', { day: '2026-04-14' }, ['/body/day consultation-day']],
  ['a day that does not exist', { day: '2026-02-30' }, ['/body/day format']],
])('judges the root of %s', (_, body, faults) => {
  expect(broken('consultation-root', { body })).toEqual(faults);
});
