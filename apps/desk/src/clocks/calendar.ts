/// <reference lib="esnext.intl" />
import type { DirectoryView } from '@holdfast/policy';
import { isHoliday, zoneOf } from './days/holidays.js';
import { dayAt, laterDay, startOfDay } from './days/local-day.js';

/** What a business day is, until a jurisdiction's profile says it: the weekend and the holidays of a country. */
export interface Calendar {
  /** ISO 3166-1. */
  country: string;
  /** IANA name: in it days begin and end. */
  timeZone: string;
}

/** The calendar of a country, in the zone of most of its people. Of an unknown one: weekdays, in UTC. */
export const calendarOf = (country: string): Calendar => ({ country, timeZone: zoneOf(country) ?? 'UTC' });

/** The calendar of a member's country; of one that is no member, that of nobody's. */
export const calendarOfMember = (partner: string, directory: DirectoryView): Calendar =>
  calendarOf(directory.organisation(partner)?.jurisdiction ?? 'ZZ');

/**
 * When the n-th business day ends: the day of the event does not count, be it a business day or not, and the last day
 * counts to its midnight.
 */
export function addBusinessDays(from: string, days: number, { country, timeZone }: Calendar): string {
  let day = dayAt(Date.parse(from), timeZone);
  for (let left = days; left > 0; left -= isBusinessDay(day, country) ? 1 : 0) day = laterDay(day, 1);
  return new Date(startOfDay(laterDay(day, 1), timeZone)).toISOString();
}

const weekends = new Map<string, readonly number[]>();

/** Whether people work there on that day, as a rule. */
export function isBusinessDay(day: string, country: string): boolean {
  const weekend = weekends.get(country) ?? new Intl.Locale(`und-${country}`).getWeekInfo().weekend;
  weekends.set(country, weekend);
  return !weekend.includes(new Date(day).getUTCDay() || 7) && !isHoliday(country, day);
}
