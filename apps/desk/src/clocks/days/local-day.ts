const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** No zone is further from UTC than this. */
const FURTHEST_MS = 15 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day, `YYYY-MM-DD`, that it is in a time zone. */
export function dayAt(time: number, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  formats.set(timeZone, format);
  return format.format(time);
}

/** A calendar day that comes so many days later. */
export const laterDay = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The first moment of a calendar day in a time zone, to the minute. Found by halving, since no rule gives it: there are
 * days that begin at one o'clock.
 */
export function startOfDay(day: string, timeZone: string): number {
  const utc = Date.parse(day);
  let [before, at] = [utc - FURTHEST_MS, utc + FURTHEST_MS];
  while (at - before > MINUTE_MS) {
    const middle = before + Math.floor((at - before) / MINUTE_MS / 2) * MINUTE_MS;
    if (dayAt(middle, timeZone) < day) before = middle;
    else at = middle;
  }
  return at;
}
