const PARTS = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * A moment later by an ISO 8601 duration in whole numbers, by the calendar of UTC: a day has 24 hours, a month that is
 * too short for the day ends on its last.
 */
export function addDuration(from: string, duration: string): string {
  const parts = PARTS.exec(duration);
  if (!parts) throw new TypeError('Not a duration of ISO 8601 in whole numbers');
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const time = laterMonth(from, years * 12 + months);
  return new Date(time + ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000).toISOString();
}

function laterMonth(from: string, months: number): number {
  const time = new Date(from);
  const day = time.getUTCDate();
  time.setUTCMonth(time.getUTCMonth() + months);
  // Too short a month runs over into the next one: back to its last day.
  if (time.getUTCDate() !== day) time.setUTCDate(0);
  return time.getTime();
}
