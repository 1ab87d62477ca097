const INSTANT = /^\d{4}-(0[1-9]|1[0-2])-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** RFC 3339 in UTC with milliseconds, and a date that exists. */
export function isInstant(value: string): boolean {
  return INSTANT.test(value) && dayExists(value);
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/;

/** A calendar day of RFC 3339 that exists. */
export function isDay(value: string): boolean {
  return DAY.test(value) && dayExists(value);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** By arithmetic: a Date for each of a message's times would cost as much as the rest of its validation. */
function dayExists(value: string): boolean {
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0));
}

const DURATION = /^P(?!$)(\d{1,5}W|(\d{1,5}Y)?(\d{1,5}M)?(\d{1,5}D)?(T(?=\d)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)?)$/;

/** An ISO 8601 duration in whole numbers: weeks alone, or years to seconds. */
export function isDuration(value: string): boolean {
  return DURATION.test(value);
}

const ZONE = /^[A-Z][A-Za-z0-9_+-]{0,31}(\/[A-Za-z0-9_+-]{1,31}){0,2}$/;

/**
 * A time zone by its IANA name. The form is ours, so that an offset is no name; which names there are is the platform's
 * own table, which loses none: a name that was accepted once stays accepted.
 */
export function isTimeZone(value: string): boolean {
  if (!ZONE.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
