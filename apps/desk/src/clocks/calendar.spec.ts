import fc from 'fast-check';
import Holidays from 'date-holidays';
import { addBusinessDays, calendarOf, isBusinessDay } from './calendar.js';
import { dayAt } from './days/local-day.js';

it.each([
  ['KR', 'Asia/Seoul'],
  ['US', 'America/New_York'],
  ['DE', 'Europe/Berlin'],
  ['ZZ', 'UTC'],
])('knows the zone of %s', (country, timeZone) => {
  expect(calendarOf(country)).toEqual({ country, timeZone });
});

it.each([
  ['a day after a day', 'ZZ', '2026-04-14T07:25:00.000Z', 1, '2026-04-16T00:00:00.000Z'],
  ['a Friday to the end of Monday', 'ZZ', '2026-04-17T07:25:00.000Z', 1, '2026-04-21T00:00:00.000Z'],
  ['a Saturday like the Friday before', 'ZZ', '2026-04-18T23:59:59.999Z', 1, '2026-04-21T00:00:00.000Z'],
  ['no holiday where none is known', 'ZZ', '2025-12-31T12:00:00.000Z', 1, '2026-01-02T00:00:00.000Z'],
  ['a local day that has begun before that of UTC', 'KR', '2026-04-14T15:00:00.000Z', 1, '2026-04-16T15:00:00.000Z'],
  ['past New Year in Korea, three days from its eve', 'KR', '2026-02-13T03:00:00.000Z', 1, '2026-02-19T15:00:00.000Z'],
  ['the day given back for a Sunday feast', 'KR', '2027-02-05T03:00:00.000Z', 1, '2027-02-10T15:00:00.000Z'],
  ['past Chuseok and the day given back for its eve', 'KR', '2025-10-02T03:00:00.000Z', 1, '2025-10-10T15:00:00.000Z'],
  ['past a holiday of the whole of Germany', 'DE', '2026-04-30T08:00:00.000Z', 1, '2026-05-04T22:00:00.000Z'],
  ['past a holiday that is observed the day before', 'US', '2026-07-02T14:00:00.000Z', 1, '2026-07-07T04:00:00.000Z'],
  ['a day of 23 hours', 'US', '2026-03-06T15:00:00.000Z', 1, '2026-03-10T04:00:00.000Z'],
  ['Friday and Saturday as a weekend', 'EG', '2026-05-14T09:00:00.000Z', 1, '2026-05-17T21:00:00.000Z'],
])('counts %s', (_, country, from, days, end) => {
  expect(addBusinessDays(from, days, calendarOf(country))).toBe(end);
});

it('ends a day where the next one begins at one o’clock', () => {
  const cairo = { country: 'ZZ', timeZone: 'Africa/Cairo' };
  expect(addBusinessDays('2026-04-22T09:00:00.000Z', 1, cairo)).toBe('2026-04-23T22:00:00.000Z');
});

it('counts as one who goes from day to day', () => {
  const at = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
  const country = fc.constantFrom('KR', 'US', 'DE', 'ZZ', 'EG', 'JP');
  fc.assert(
    fc.property(at, fc.integer({ min: 1, max: 15 }), country, (from, days, where) => {
      const calendar = calendarOf(where);
      const end = addBusinessDays(from.toISOString(), days, calendar);
      const last = dayAt(Date.parse(end) - 1, calendar.timeZone);
      expect(isBusinessDay(last, where)).toBe(true);
      expect(dayAt(Date.parse(end), calendar.timeZone) > last).toBe(true);
      expect(businessDaysAfter(dayAt(from.getTime(), calendar.timeZone), last, where)).toBe(days);
    }),
  );
});

/** Hour by hour, so that it shares no arithmetic with what it checks. */
function businessDaysAfter(first: string, last: string, country: string): number {
  const days = new Set<string>();
  for (let time = Date.parse(first); time < Date.parse(last) + 86_400_000; time += 3_600_000)
    days.add(new Date(time).toISOString().slice(0, 10));
  return [...days].filter((day) => day > first && isBusinessDay(day, country)).length;
}

it('takes a half holiday for a business day', () => {
  expect(isBusinessDay('2026-05-04', 'CN')).toBe(true);
  expect(isBusinessDay('2026-05-01', 'CN')).toBe(false);
});

it('knows a holiday that lasts into the next year', () => {
  expect(isBusinessDay('2026-01-02', 'SZ')).toBe(false);
  expect(isBusinessDay('2026-01-02', 'ZZ')).toBe(true);
});

it('knows a zone that the platform knows, for every country of the library', () => {
  const countries = Object.keys(new Holidays().getCountries());
  const days = countries.map((country) => dayAt(0, calendarOf(country).timeZone));
  expect(countries.length).toBeGreaterThan(200);
  expect(days.every((day) => /^19(69-12-31|70-01-01)$/.test(day))).toBe(true);
});
