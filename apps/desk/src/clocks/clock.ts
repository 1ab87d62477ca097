import type { Calendar } from './calendar.js';
import { endOfLimit, limitOf } from './clock-limits.js';
import type { ClockLimits, ClockName, Priority } from './clock-limits.js';
import { inOrder, stretchOf, whenRun } from './running-time.js';
import type { Span, Stretch } from './running-time.js';

export type { ClockName } from './clock-limits.js';

/** What a level is called, and how much of the clock's time is gone then. */
const SHARES = { HALF: 0.5, EIGHTY: 0.8, BREACH: 1 } as const;

export type Level = keyof typeof SHARES;

/** The levels, in the order in which they are reached. */
export const LEVELS: readonly Level[] = ['HALF', 'EIGHTY', 'BREACH'];

/** A clock as it stands in the state of a leg: JSON, times RFC 3339 in UTC. */
export interface Clock {
  startedAt: string;
  /** Every pause so far added, no outage. */
  dueAt: string;
  /** Sum of the pauses that ended. */
  pausedMs: number;
  /** Those pauses, in order. A level knows the ones before it alone, however much is folded before it is judged. */
  pauses: readonly Span[];
  pausedSince?: string;
  stoppedAt?: string;
  /** Levels that came back recorded. */
  said: readonly Level[];
}

/** What the end of a clock follows from. */
export interface ClockTerms {
  startedAt: string;
  priority: Priority;
  /** In which business days are counted; absent: weekdays, in UTC. */
  calendar?: Calendar;
}

/** A clock that runs to the end of its limit: the neutral one, or that of a profile, which may name none. */
export function startClock(name: ClockName, terms: ClockTerms): Clock;
export function startClock(name: ClockName, terms: ClockTerms & { limits: ClockLimits }): Clock | undefined;
export function startClock(name: ClockName, terms: ClockTerms & { limits?: ClockLimits }): Clock | undefined {
  const { startedAt, priority, calendar, limits } = terms;
  const limit = limitOf(name, priority, limits);
  return limit && dueClock(startedAt, endOfLimit(limit, startedAt, calendar));
}

/** A clock whose end is given. One that was over before it began runs for a millisecond: none ends as it starts. */
export function dueClock(startedAt: string, dueAt: string): Clock {
  const end = dueAt > startedAt ? dueAt : instant(Date.parse(startedAt) + 1);
  return { startedAt, dueAt: end, pausedMs: 0, pauses: [], said: [] };
}

/** Stands still from then on, unless it does so already or has stopped. */
export function pauseClock(clock: Clock, at: string): Clock {
  if (clock.stoppedAt !== undefined || clock.pausedSince !== undefined) return clock;
  return { ...clock, pausedSince: latest(at, clock.pauses.at(-1)?.to ?? clock.startedAt) };
}

/** Runs on, its end later by the length of the pause. */
export function resumeClock(clock: Clock, at: string): Clock {
  const { pausedSince: from, ...running } = clock;
  if (from === undefined) return clock;
  const to = latest(at, from);
  const ms = Date.parse(to) - Date.parse(from);
  return {
    ...running,
    dueAt: instant(Date.parse(clock.dueAt) + ms),
    pausedMs: clock.pausedMs + ms,
    pauses: [...clock.pauses, { from, to }],
  };
}

/** What was owed is there; a clock stops once. */
export function stopClock(clock: Clock, at: string): Clock {
  return clock.stoppedAt === undefined ? { ...resumeClock(clock, at), stoppedAt: at } : clock;
}

/** A level that a clock reached, and what is to be said of the clock as of that moment. */
export interface Reached {
  level: Level;
  at: string;
  /** When it runs out, by what came before that moment: every pause and every outage. */
  dueAt: string;
  pausedMs: number;
}

/**
 * What a clock reached before now and before it stopped, and what was not said yet, in order. A moment counts from the
 * next one on, so that an entry of the very moment is taken up first; and each follows from what came before it alone,
 * so that it does not matter how much more is folded by now.
 */
export function levelsDue(clock: Clock, now: string, outages: readonly Span[]): Reached[] {
  const horizon = Math.min(Date.parse(now), Date.parse(clock.stoppedAt ?? now));
  const course = courseOf(clock, outages);
  const reached: Reached[] = [];
  for (const level of LEVELS.filter((each) => !clock.said.includes(each))) {
    const at = momentOf(course, level);
    if (at >= horizon) break;
    reached.push({ level, at: instant(at), ...asOf(clock, course, at) });
  }
  return reached;
}

/** When `levelsDue` may give something next: nothing before, undefined: never, as the clock stands. */
export function nextDue(clock: Clock, outages: readonly Span[] = []): string | undefined {
  const level = LEVELS.find((each) => !clock.said.includes(each));
  if (!level) return undefined;
  const at = momentOf(courseOf(clock, outages), level);
  const isNever = at === Infinity || at >= Date.parse(clock.stoppedAt ?? LAST);
  return isNever ? undefined : instant(at);
}

/** When it runs out, pauses and outages added; of a paused one, as if it had run on. */
export function endOf(clock: Clock, outages: readonly Span[]): string {
  const { pausedSince: _since, ...running } = clock;
  return instant(momentOf(courseOf(running, outages), 'BREACH'));
}

const LAST = '9999-12-31T23:59:59.999Z';

/** A clock as it runs, in milliseconds of the epoch. */
interface Course {
  start: number;
  /** How long it runs, the standstills left out. */
  limit: number;
  standstills: readonly Stretch[];
}

function courseOf({ startedAt, dueAt, pausedMs, pauses, pausedSince }: Clock, outages: readonly Span[]): Course {
  const start = Date.parse(startedAt);
  const limit = Date.parse(dueAt) - start - pausedMs;
  const open: Stretch[] = pausedSince === undefined ? [] : [[Date.parse(pausedSince), Infinity]];
  return { start, limit, standstills: inOrder([...[...pauses, ...outages].map(stretchOf), ...open]) };
}

/** Never early: a share of a millisecond is a whole one. */
function momentOf({ start, limit, standstills }: Course, level: Level): number {
  return whenRun(start, Math.ceil(limit * SHARES[level]), standstills);
}

function asOf(clock: Clock, course: Course, at: number): Pick<Reached, 'dueAt' | 'pausedMs'> {
  const isBefore = ([from]: Stretch): boolean => from < at;
  const dueAt = momentOf({ ...course, standstills: course.standstills.filter(isBefore) }, 'BREACH');
  const pauses = clock.pauses.map(stretchOf).filter(isBefore);
  return { dueAt: instant(dueAt), pausedMs: pauses.reduce((sum, [from, to]) => sum + to - from, 0) };
}

const latest = (one: string, other: string): string => (one > other ? one : other);

const instant = (time: number): string => new Date(time).toISOString();
