import { broken } from '../../../../test/examples.js';

it.each([
  ['was due when it began', { dueAt: '2026-04-14T07:25:00.000Z' }, ['/body/dueAt sla-due']],
  ['was due a millisecond later', { dueAt: '2026-04-14T07:25:00.001Z' }, []],
  ['is of the clock of the lookup', { clock: 'C3b' }, []],
  ['is of a clock that does not exist', { clock: 'C12' }, ['/body/clock enum']],
])('judges an event of a clock that %s', (_, body, faults) => {
  expect(broken('sla-event', { body })).toEqual(faults);
});
