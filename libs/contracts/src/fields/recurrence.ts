const WEEKDAY = '(MO|TU|WE|TH|FR|SA|SU)';
const COUNTED = /^[1-9]\d{0,5}$/;
const listOf = (item: string) => new RegExp(`^(${item})(,(${item})){0,99}$`);

/*
  recur = part *( ";" part )          each part at most once, FREQ always, UNTIL and COUNT never both
  part  = name "=" value              RFC 5545, 3.3.10
*/
const PARTS: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/],
  ['UNTIL', /^\d{8}(T\d{6}Z?)?$/],
  ['COUNT', COUNTED],
  ['INTERVAL', COUNTED],
  ['BYSECOND', listOf('60|[0-5]?\\d')],
  ['BYMINUTE', listOf('[0-5]?\\d')],
  ['BYHOUR', listOf('2[0-3]|[01]?\\d')],
  ['BYDAY', listOf(`([+-]?(5[0-3]|[1-4]\\d|[1-9]))?${WEEKDAY}`)],
  ['BYMONTHDAY', listOf('[+-]?(3[01]|[12]\\d|0?[1-9])')],
  ['BYYEARDAY', listOf('[+-]?(36[0-6]|3[0-5]\\d|[12]\\d\\d|[1-9]\\d?)')],
  ['BYWEEKNO', listOf('[+-]?(5[0-3]|[1-4]\\d|[1-9])')],
  ['BYMONTH', listOf('1[0-2]|0?[1-9]')],
  ['BYSETPOS', listOf('[+-]?(36[0-6]|3[0-5]\\d|[12]\\d\\d|[1-9]\\d?)')],
  ['WKST', new RegExp(`^${WEEKDAY}$`)],
]);

/** A recurrence rule by the form of RFC 5545; whether its parts suit its frequency is left to its reader. */
export function isRecurrence(value: string): boolean {
  const parts = value.split(';').map((part) => part.split('='));
  const names = new Set(parts.map(([name]) => name));
  return (
    parts.every(([name = '', list = '', ...more]) => more.length === 0 && PARTS.get(name)?.test(list) === true) &&
    names.size === parts.length &&
    names.has('FREQ') &&
    !(names.has('UNTIL') && names.has('COUNT'))
  );
}
