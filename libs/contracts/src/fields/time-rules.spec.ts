import fc from 'fast-check';
import { isDay, isInstant } from './time-rules.js';

const viaDate = (text: string): boolean => {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text;
};
const part = (most: number, width: number) =>
  fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(width, '0'));
const anyTime = fc
  .tuple(part(9999, 4), part(14, 2), part(33, 2), part(26, 2), part(62, 2), part(62, 2), part(999, 3))
  .map(([y, mo, d, h, mi, s, ms]) => `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`);

it('knows the moments that exist as the calendar of the platform does', () => {
  fc.assert(
    fc.property(anyTime, (text) => expect([text, isInstant(text)]).toEqual([text, viaDate(text)])),
    { numRuns: 20_000 },
  );
});

it.each(['2000-02-29', '2024-02-29', '2026-12-31'])('has the day %s', (day) => expect(isDay(day)).toBe(true));
it.each(['1900-02-29', '2026-02-29', '2026-04-31', '2026-01-00', '2026-13-01', '2026-1-1', '2026-01-01T00:00'])(
  'has no day %s',
  (day) => expect(isDay(day)).toBe(false),
);
