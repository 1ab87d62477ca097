import { localTimeIn } from '@holdfast/formats';
import fc from 'fast-check';

it.each([
  ['Asia/Seoul', '2026-04-14 07:40', '2026-04-13T22:40:00.000Z'],
  ['Asia/Seoul', '2026-04-14T07:40:59.5', '2026-04-13T22:40:59.500Z'],
  ['Asia/Seoul', '2024-02-29 00:00:00.001', '2024-02-28T15:00:00.001Z'],
  ['Asia/Seoul', '1970-01-01 00:00:00.250', '1969-12-31T15:00:00.250Z'],
  ['Asia/Kathmandu', '2026-04-14 07:40', '2026-04-14T01:55:00.000Z'],
  ['Etc/UTC', '2026-04-14 07:40', '2026-04-14T07:40:00.000Z'],
  ['Europe/Berlin', '2026-07-01 12:00', '2026-07-01T10:00:00.000Z'],
  ['Europe/Berlin', '2026-12-01 12:00', '2026-12-01T11:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z'],
  ['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
  ['America/New_York', '2999-12-31 23:59', '3000-01-01T04:59:00.000Z'],
])('reads in %s: %s is %s', (zone, text, instant) => {
  expect(localTimeIn(zone)(text)).toEqual({ ok: true, instant });
});

it.each([
  ['the hour that summer time skips', 'Europe/Berlin', '2026-03-29 02:30', 'SKIPPED'],
  ['the hour that summer time skips', 'America/New_York', '2026-03-08 02:00', 'SKIPPED'],
  ['the hour that Korea skipped for the games', 'Asia/Seoul', '1988-05-08 02:30', 'SKIPPED'],
  ['the day that Samoa left out', 'Pacific/Apia', '2011-12-30 12:00', 'SKIPPED'],
  ['the hour that winter time repeats', 'Europe/Berlin', '2026-10-25 02:30', 'REPEATED'],
  ['the hour that winter time repeats', 'America/New_York', '2026-11-01 01:59:59.999', 'REPEATED'],
  ['the half hour that winter time repeats', 'Australia/Lord_Howe', '2026-04-05 01:45', 'REPEATED'],
  ['30 February', 'Asia/Seoul', '2026-02-30 07:40', 'NO_SUCH_DATE'],
  ['29 February of a common year', 'Asia/Seoul', '2026-02-29 07:40', 'NO_SUCH_DATE'],
  ['month 13', 'Asia/Seoul', '2026-13-01 07:40', 'NO_SUCH_DATE'],
  ['hour 24', 'Asia/Seoul', '2026-04-14 24:00', 'NO_SUCH_DATE'],
  ['minute 60', 'Asia/Seoul', '2026-04-14 07:60', 'NO_SUCH_DATE'],
  ['second 60', 'Asia/Seoul', '2026-04-14 07:40:60', 'NO_SUCH_DATE'],
  ['microseconds, which would be lost', 'Asia/Seoul', '2026-04-14 07:40:00.000001', 'MALFORMED'],
  ['a zone in the text', 'Asia/Seoul', '2026-04-14T07:40:00Z', 'MALFORMED'],
  ['a zone in the text', 'Asia/Seoul', '2026-04-14T07:40:00+09:00', 'MALFORMED'],
  ['a day without time', 'Asia/Seoul', '2026-04-14', 'MALFORMED'],
  ['another order', 'Asia/Seoul', '14.04.2026 07:40', 'MALFORMED'],
  ['full-width digits', 'Asia/Seoul', '２０２６-04-14 07:40', 'MALFORMED'],
  ['a line end', 'Asia/Seoul', '2026-04-14 07:40\n', 'MALFORMED'],
  ['a year for which zones promise nothing', 'Asia/Seoul', '1969-12-31 07:40', 'MALFORMED'],
  ['a year that is none', 'Asia/Seoul', '9999-12-31 23:59', 'MALFORMED'],
])('refuses %s: in %s %j as %s', (_, zone, text, rule) => {
  expect(localTimeIn(zone)(text)).toEqual({ ok: false, rule });
});

it.each(['', 'KST', 'Asia/Pyeongyang', '+09:00', 'Asia/Seoul '])('throws for %j, which is no zone by name', (zone) => {
  expect(() => localTimeIn(zone)).toThrow(RangeError);
});

const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'];
const moments = fc.date({
  min: new Date('1970-01-02T00:00:00.000Z'),
  max: new Date('2099-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

it('reads what a clock in the zone showed as the moment it showed it, unless it showed it twice', () => {
  const shown = new Map(ZONES.map((zone) => [zone, new Intl.DateTimeFormat('sv-SE', SWEDISH(zone))]));
  const readers = new Map(ZONES.map((zone) => [zone, localTimeIn(zone)]));
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), moments, (zone, moment) => {
      const text = shown.get(zone)?.format(moment).replace(',', '.') ?? '';
      const once = { ok: true, instant: moment.toISOString() };
      expect([once, { ok: false, rule: 'REPEATED' }]).toContainEqual(readers.get(zone)?.(text));
    }),
    { numRuns: 2_000 },
  );
});

/** Swedish writes `2026-04-14 07:40:00,000`. */
const SWEDISH = (timeZone: string): Intl.DateTimeFormatOptions => ({
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
