import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const limit = { clock: 'C2', priority: 'ROUTINE', businessDays: 1 };
const rule = { requestType: 'FREEZE', roles: ['APPROVER'] };
const instrument = { requestType: 'FREEZE', instruments: ['COURT_ORDER'] };
const period = { class: 'R1', period: 'P90D' };
const holdLimits = { provisional: 'PT72H', confirmed: 'P30D', extensions: 0 };

it.each([
  ['counts business days', { clocks: [limit] }, []],
  ['counts both ways', { clocks: [{ ...limit, duration: 'PT24H' }] }, ['/body/clocks/0 jurisdiction-clock']],
  ['counts nothing', { clocks: [{ clock: 'C2', priority: 'ROUTINE' }] }, ['/body/clocks/0 jurisdiction-clock']],
  ['has a clock for two priorities', { clocks: [limit, { ...limit, priority: 'URGENT' }] }, []],
  ['sets a clock twice', { clocks: [limit, { ...limit, businessDays: 2 }] }, ['/body/clocks/1 jurisdiction-repeat']],
  ['rules twice on approval', { approvals: [rule, rule] }, ['/body/approvals/1 jurisdiction-repeat']],
  [
    'rules twice on instruments',
    { instruments: [instrument, instrument] },
    ['/body/instruments/1 jurisdiction-repeat'],
  ],
  ['keeps a class twice', { retention: [period, period] }, ['/body/retention/1 jurisdiction-repeat']],
  [
    'extends for ever',
    { holdLimits: { ...holdLimits, extensions: 1 } },
    ['/body/holdLimits/extension jurisdiction-extension'],
  ],
  ['extends once', { holdLimits: { ...holdLimits, extensions: 1, extension: 'P30D' } }, []],
  [
    'extends never, and how long',
    { holdLimits: { ...holdLimits, extension: 'P30D' } },
    ['/body/holdLimits/extension jurisdiction-extension'],
  ],
  [
    'delays what is forbidden',
    { notice: { allowed: false, maxDelay: 'P6M' } },
    ['/body/notice/maxDelay jurisdiction-notice'],
  ],
  ['delays what is allowed', { notice: { allowed: true, maxDelay: 'P6M' } }, []],
  [
    'rests on a day that is none',
    { calendar: { tz: 'UTC', workdays: ['MO'], holidays: ['2026-02-30'] } },
    ['/body/calendar/holidays/0 format'],
  ],
])('judges a profile of a jurisdiction that %s', (_, body, faults) => {
  expect(broken('jurisdiction-profile', { body })).toEqual(faults);
});

it('is one object for each country', () => {
  const { envelope } = seal(example('jurisdiction-profile'), 'hub');
  expect(kindOf('jurisdiction-profile', 1)?.directoryKey?.(envelope)).toBe('jurisdiction-profile/ZZ');
});
