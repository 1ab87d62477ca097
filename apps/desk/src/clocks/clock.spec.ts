import fc from 'fast-check';
import { CLOCKS, PRIORITIES } from '@holdfast/contracts';
import { dueClock, endOf, levelsDue, nextDue, pauseClock, resumeClock, startClock, stopClock } from './clock.js';
import type { Clock, Reached } from './clock.js';
import type { ClockName } from './clock.js';

const START = Date.parse('2026-04-14T07:00:00.000Z');
const at = (ms: number): string => new Date(START + ms).toISOString();
const ms = (time: string): number => Date.parse(time) - START;
const hundred = (): Clock => dueClock(at(0), at(100));
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });
const brief = (reached: readonly Reached[]) => reached.map(({ level, at: moment }) => [level, ms(moment)]);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// Tuesday 07:00 in UTC: the next business day ends 41 hours later.
const BUSINESS_DAY = 41 * HOUR;

it.each<[ClockName, number, number, number]>([
  ['C1', 10_000, 10_000, MINUTE],
  ['C2', 10 * MINUTE, 30 * MINUTE, BUSINESS_DAY],
  ['C3', 30 * MINUTE, 2 * HOUR, BUSINESS_DAY],
  ['C3b', MINUTE, MINUTE, MINUTE],
  ['C4', 8 * HOUR, 72 * HOUR, 10 * DAY],
  ['C5', 14 * DAY, 14 * DAY, 14 * DAY],
  ['C6', DAY, DAY, 72 * HOUR],
  ['C7', 72 * HOUR, 72 * HOUR, 72 * HOUR],
  ['C8', DAY, 72 * HOUR, 10 * DAY],
  ['C9', 2 * HOUR, 2 * HOUR, BUSINESS_DAY],
  ['C10', DAY, DAY, DAY],
  ['C11', 72 * HOUR, 72 * HOUR, 10 * DAY],
])('runs %s to its neutral limit', (name, ...limits) => {
  const ends = PRIORITIES.map((priority) => ms(startClock(name, { startedAt: at(0), priority }).dueAt));
  expect(ends).toEqual(limits);
  expect(CLOCKS).toContain(name);
});

it('takes the limits of a profile, which may not name a clock', () => {
  const limits = [{ clock: 'C2', priority: 'URGENT', duration: 'PT5M' }];
  const terms = { startedAt: at(0), priority: 'URGENT' as const, limits };
  expect(startClock('C2', terms)?.dueAt).toBe(at(5 * MINUTE));
  expect(startClock('C3', terms)).toBeUndefined();
});

it('counts business days on the calendar that it is given', () => {
  const calendar = { country: 'KR', timeZone: 'Asia/Seoul' };
  const clock = startClock('C2', { startedAt: '2026-02-13T03:00:00.000Z', priority: 'ROUTINE', calendar });
  expect(clock.dueAt).toBe('2026-02-19T15:00:00.000Z');
});

it('reaches its levels at half, at eighty percent and at the end, from the next moment on', () => {
  expect(levelsDue(hundred(), at(50), [])).toEqual([]);
  expect(brief(levelsDue(hundred(), at(51), []))).toEqual([['HALF', 50]]);
  const levels = [['HALF', 50], ['EIGHTY', 80], ['BREACH', 100]]; // prettier-ignore
  expect(brief(levelsDue(hundred(), at(101), []))).toEqual(levels);
  expect(brief(levelsDue({ ...hundred(), said: ['HALF', 'EIGHTY'] }, at(101), []))).toEqual([['BREACH', 100]]);
});

it('is in time at its very end, and too late a moment after, whenever that is judged', () => {
  const said = ['HALF', 'EIGHTY'] as const;
  expect(levelsDue(stopClock({ ...hundred(), said }, at(100)), at(5_000), [])).toEqual([]);
  expect(brief(levelsDue(stopClock({ ...hundred(), said }, at(101)), at(5_000), []))).toEqual([['BREACH', 100]]);
});

it('stands still while it is paused, and ends later by as much', () => {
  const paused = pauseClock(hundred(), at(60));
  expect(brief(levelsDue(paused, at(9_999), []))).toEqual([['HALF', 50]]);
  expect(nextDue({ ...paused, said: ['HALF'] })).toBeUndefined();
  expect(endOf(paused, [])).toBe(at(100));
  const resumed = resumeClock(paused, at(90));
  expect(resumed).toMatchObject({ dueAt: at(130), pausedMs: 30 });
  expect(brief(levelsDue(resumed, at(9_999), []))).toEqual([['HALF', 50], ['EIGHTY', 110], ['BREACH', 130]]); // prettier-ignore
});

it('has reached what it reaches as it is paused, or as an outage begins', () => {
  expect(brief(levelsDue(pauseClock(hundred(), at(50)), at(9_999), []))).toEqual([['HALF', 50]]);
  expect(ms(endOf(hundred(), [span(100, 200)]))).toBe(100);
});

it('says of a level what was so when it was reached', () => {
  const later = resumeClock(pauseClock(hundred(), at(60)), at(90));
  const [half, eighty] = levelsDue(later, at(9_999), [span(95, 97)]);
  expect(half).toEqual({ level: 'HALF', at: at(50), dueAt: at(100), pausedMs: 0 });
  expect(eighty).toEqual({ level: 'EIGHTY', at: at(112), dueAt: at(132), pausedMs: 30 });
});

it('stops, pauses and resumes once', () => {
  const stopped = stopClock(hundred(), at(10));
  expect([stopClock(stopped, at(20)), pauseClock(stopped, at(20)), resumeClock(stopped, at(20))]).toEqual(
    Array.from({ length: 3 }, () => stopped),
  );
  const paused = pauseClock(hundred(), at(10));
  expect(pauseClock(paused, at(20))).toBe(paused);
  expect(stopClock(paused, at(30))).toMatchObject({ stoppedAt: at(30), pausedMs: 20, dueAt: at(120) });
});

it('runs for a moment where its end was over before it began', () => {
  expect(dueClock(at(50), at(0))).toMatchObject({ startedAt: at(50), dueAt: at(51) });
});

it('is not breached where an outage excuses what came after its end', () => {
  const stopped = stopClock({ ...hundred(), said: ['HALF', 'EIGHTY'] }, at(150));
  expect(levelsDue(stopped, at(9_999), [span(90, 160)])).toEqual([]);
  expect(nextDue(stopped, [span(90, 160)])).toBeUndefined();
  expect(nextDue(stopped)).toBe(at(100));
});

const moment = fc.integer({ min: -50, max: 400 });
const length = fc.integer({ min: 0, max: 120 });
const stretch = fc.tuple(moment, length).map(([from, long]) => [from, from + long] as const);

it('ends later by exactly as much of an outage as it would have run in', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 3 }), fc.array(stretch, { maxLength: 4 }), (pauses, outages) => {
      const clock = pauses.toSorted(([a], [b]) => a - b).reduce(
        (running, [from, to]) => resumeClock(pauseClock(running, at(from)), at(to)),
        hundred(),
      ); // prettier-ignore
      const still = [...clock.pauses.map(({ from, to }) => [ms(from), ms(to)] as const), ...outages];
      const isStill = (time: number) => still.some(([from, to]) => from <= time && time < to);
      let [end, ran] = [0, 0];
      for (; ran < 100; end += 1) ran += isStill(end) ? 0 : 1;
      expect(ms(endOf(clock, outages.map(([from, to]) => span(from, to))))).toBe(end); // prettier-ignore
    }),
  );
});

it('never ends earlier for a pause', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), moment), { maxLength: 8 }), (changes) => {
      let clock = hundred();
      for (const [isPause, time] of changes) {
        const next = isPause ? pauseClock(clock, at(time)) : resumeClock(clock, at(time));
        expect(next.dueAt >= clock.dueAt).toBe(true);
        clock = next;
      }
      expect(ms(clock.dueAt)).toBe(100 + clock.pausedMs);
      const places = clock.pauses.flatMap(({ from, to }) => [from, to]);
      expect([at(0), ...places]).toEqual([at(0), ...places].toSorted());
    }),
  );
});
