import Holidays from 'date-holidays';
import { laterDay } from './local-day.js';

const HOUR_MS = 3_600_000;

/** Where the library is wrong about a country: rules that it has and should not, and rules that it lacks. */
const CORRECTIONS: Readonly<Record<string, { without: readonly string[]; also: readonly string[] }>> = {
  // New Year lasts from its eve to the day after; of both great feasts a Sunday is given back.
  KR: {
    without: ['korean 01-0-01 P3D'],
    also: [
      '1 day before korean 01-0-01 P3D',
      ...['korean 01-0-01', 'korean 8-0-15'].flatMap((feast) => [
        `substitutes 1 day before ${feast} if sunday then next wednesday`,
        `substitutes ${feast} if sunday then next tuesday`,
        `substitutes 1 day after ${feast} if sunday then next monday`,
      ]),
    ],
  },
};

type Holiday = ReturnType<Holidays['getHolidays']>[number];

const calendars = new Map<string, Holidays>();
const years = new Map<string, ReadonlySet<string>>();

/** Whether a day is a public holiday of the whole country; of a country that nobody knows none is. */
export function isHoliday(country: string, day: string): boolean {
  const year = Number(day.slice(0, 4));
  // A holiday may last into the next year.
  return holidaysOf(country, year).has(day) || holidaysOf(country, year - 1).has(day);
}

/** The time zone of most of its people, where it is known. */
export const zoneOf = (country: string): string | undefined => rulesOf(country).getTimezones()[0];

function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const days = years.get(key) ?? new Set(rulesOf(country).getHolidays(year).filter(isRight).flatMap(daysOf));
  years.set(key, days);
  return days;

  function isRight({ type, rule }: Holiday): boolean {
    return type === 'public' && !CORRECTIONS[country]?.without.includes(rule);
  }
}

function rulesOf(country: string): Holidays {
  const rules = calendars.get(country) ?? new Holidays(country, { types: ['public'] });
  if (!calendars.has(country)) for (const rule of CORRECTIONS[country]?.also ?? []) rules.setHoliday(rule, rule);
  calendars.set(country, rules);
  return rules;
}

/** Whole days; a half holiday is a business day. Summer time makes a day an hour longer or shorter. */
function daysOf({ date, start, end }: Holiday): string[] {
  const days = Math.round(((end.getTime() - start.getTime()) / HOUR_MS - 1) / 24);
  return Array.from({ length: days }, (_, at) => laterDay(date.slice(0, 10), at));
}
