import { CommandFailed } from '../../output/command-failed.js';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_MS = 3_660 * 86_400_000;

/** A moment by its distance from another (`30m`, `72h`, `14d`), or as a date and time. Throws CommandFailed. */
export function endOf(text: string, from: Date): string {
  const [, count, unit = ''] = /^([1-9][0-9]{0,5})([mhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? 0);
  if (count !== undefined && ms <= MAX_MS) return new Date(from.getTime() + ms).toISOString();
  if (count === undefined) return momentOf(text);
  throw new CommandFailed(`${text} is too long; give at most ten years`);
}

/** A moment as people write it: a day (its beginning, UTC), or a full RFC 3339 time. Throws CommandFailed. */
export function momentOf(text: string): string {
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const date = new Date(text);
  const isReal =
    isMoment &&
    !Number.isNaN(date.getTime()) &&
    new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
  if (isReal) return date.toISOString();
  throw new CommandFailed(`${text} is no time; write 30m, 72h, 14d, 2026-04-14, or 2026-04-14T07:40:00Z`);
}
