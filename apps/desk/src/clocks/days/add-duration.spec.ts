import { addDuration } from './add-duration.js';

it.each([
  ['PT10S', '2026-01-31T10:00:10.000Z'],
  ['PT90M', '2026-01-31T11:30:00.000Z'],
  ['PT72H', '2026-02-03T10:00:00.000Z'],
  ['P10D', '2026-02-10T10:00:00.000Z'],
  ['P2W', '2026-02-14T10:00:00.000Z'],
  ['P1M', '2026-02-28T10:00:00.000Z'],
  ['P25M', '2028-02-29T10:00:00.000Z'],
  ['P1Y2M3DT4H5M6S', '2027-04-03T14:05:06.000Z'],
])('adds %s', (duration, end) => {
  expect(addDuration('2026-01-31T10:00:00.000Z', duration)).toBe(end);
});

it('refuses what is no duration', () => {
  expect(() => addDuration('2026-01-31T10:00:00.000Z', '10 days')).toThrow(TypeError);
});
