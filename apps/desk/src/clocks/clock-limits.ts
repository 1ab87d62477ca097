import type { CLOCKS, PRIORITIES } from '@holdfast/contracts';
import { addBusinessDays, calendarOf } from './calendar.js';
import { addDuration } from './days/add-duration.js';

export type ClockName = (typeof CLOCKS)[number];

export type Priority = (typeof PRIORITIES)[number];

/** How long a clock runs: day and night, or business days of the recipient's calendar. */
export interface Limit {
  /** ISO 8601. */
  duration?: string;
  businessDays?: number;
}

/** Limits as a jurisdiction's profile states them: a clock that is not named does not run there. */
export type ClockLimits = readonly (Limit & { clock: string; priority: string })[];

const inAll = (duration: string): Record<Priority, Limit> => ({
  EMERGENCY: { duration },
  URGENT: { duration },
  ROUTINE: { duration },
});

const in3 = (emergency: string, urgent: string, routine: Limit): Record<Priority, Limit> => ({
  EMERGENCY: { duration: emergency },
  URGENT: { duration: urgent },
  ROUTINE: routine,
});

/** The neutral limits, for wherever no profile is in force. */
export const NEUTRAL: Readonly<Record<ClockName, Record<Priority, Limit>>> = {
  C1: in3('PT10S', 'PT10S', { duration: 'PT60S' }),
  C2: in3('PT10M', 'PT30M', { businessDays: 1 }),
  C3: in3('PT30M', 'PT2H', { businessDays: 1 }),
  C3b: inAll('PT60S'),
  C4: in3('PT8H', 'PT72H', { duration: 'P10D' }),
  // A long list is read no faster because it is urgent.
  C5: inAll('P14D'),
  C6: in3('PT24H', 'PT24H', { duration: 'PT72H' }),
  // Of a provisional hold; a confirmed one states its end.
  C7: inAll('PT72H'),
  C8: in3('PT24H', 'PT72H', { duration: 'P10D' }),
  C9: in3('PT2H', 'PT2H', { businessDays: 1 }),
  C10: inAll('PT24H'),
  C11: in3('PT72H', 'PT72H', { duration: 'P10D' }),
};

/** The limit of a clock; undefined where the given limits do not name it. */
export function limitOf(name: ClockName, priority: Priority, limits?: ClockLimits): Limit | undefined {
  if (!limits) return NEUTRAL[name][priority];
  return limits.find((each) => each.clock === name && each.priority === priority);
}

/** When a limit that began ends. */
export function endOfLimit({ duration, businessDays }: Limit, startedAt: string, calendar = calendarOf('ZZ')): string {
  const end = duration === undefined ? startedAt : addDuration(startedAt, duration);
  return businessDays === undefined ? end : addBusinessDays(startedAt, businessDays, calendar);
}
