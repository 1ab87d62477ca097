/** A moment, or why a local time names none: its form, no real date, skipped or repeated by the zone's clock. */
export type InstantReading =
  { ok: true; instant: string } | { ok: false; rule: 'MALFORMED' | 'NO_SUCH_DATE' | 'SKIPPED' | 'REPEATED' };

/*
  local = date ( " " / "T" ) hh ":" mm [ ":" ss [ "." 1*3DIGIT ] ]      date: YYYY-MM-DD, 1970 to 2999
*/
const LOCAL = /^((?:19[7-9][0-9]|2[0-9]{3})-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\.[0-9]{1,3})?)?$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads local times of an IANA zone as RFC 3339 in UTC with milliseconds. A time that the zone's clock skips or shows
 * twice is refused. Throws for a zone that does not exist, so that a wrong declaration is seen before the first file.
 */
export function localTimeIn(zone: string): (text: string) => InstantReading {
  const clock = clockOf(zone);
  return (text) => {
    const [, date, minutes, seconds = ':00'] = LOCAL.exec(text) ?? [];
    if (date === undefined || minutes === undefined) return { ok: false, rule: 'MALFORMED' };
    const wall = Date.parse(`${date}T${minutes}${seconds}Z`);
    // Date.parse lets 30 February roll over into March.
    if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(`${date}T${minutes}`)) {
      return { ok: false, rule: 'NO_SUCH_DATE' };
    }
    const [moment, another] = momentsOf(wall, clock);
    if (moment === undefined) return { ok: false, rule: 'SKIPPED' };
    return another === undefined
      ? { ok: true, instant: new Date(moment).toISOString() }
      : { ok: false, rule: 'REPEATED' };
  };
}

/** Every moment at which the clock shows this time: it was set differently at most once in the days around it. */
function momentsOf(wall: number, clock: (moment: number) => number): number[] {
  const offsets = [-DAY_MS, 0, DAY_MS].map((days) => clock(wall + days) - (wall + days));
  return [...new Set(offsets.map((offset) => wall - offset))].filter((moment) => clock(moment) === wall);
}

/** What the clock of a zone shows at a moment, as if it were UTC. */
function clockOf(zone: string): (moment: number) => number {
  if (!/^[A-Za-z]/.test(zone)) throw new RangeError(`Not a zone by name: ${zone}`);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const [year = 0, month = 0, ...rest] = FIELDS.map((field) => parts.get(field) ?? 0);
    const [day, hour, minute, second] = rest;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (moment - 1000 * Math.floor(moment / 1000));
  };
}

const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
