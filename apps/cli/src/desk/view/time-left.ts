import type { ClockView, RequestView } from './request-view.js';

/** How far a moment is off, in its two largest units: `2 h 5 min left`, `overdue 40 s`. */
export function timeLeft(dueAt: string, now: Date): string {
  const ms = Date.parse(dueAt) - now.getTime();
  return ms >= 0 ? `${lengthText(ms)} left` : `overdue ${lengthText(-ms)}`;
}

function lengthText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts: [whole: number, unit: string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const from = parts.findIndex(([whole]) => whole > 0);
  const shown = from < 0 ? parts.slice(-1) : parts.slice(from, from + 2).filter(([whole]) => whole > 0);
  return shown.map(([whole, unit]) => `${whole} ${unit}`).join(' ');
}

/** What is still owed by a clock; undefined where it is settled. */
export function owed({ dueAt, pausedSince, stoppedAt }: ClockView, now: Date): string | undefined {
  if (stoppedAt !== undefined) return undefined;
  return pausedSince === undefined ? timeLeft(dueAt, now) : 'stands still';
}

/** The nearest deadline that runs in a request; undefined where none does. */
export function nextDeadline({ legs }: RequestView): string | undefined {
  const running = legs.flatMap(({ clocks }) =>
    Object.values(clocks).filter(({ stoppedAt, pausedSince }) => stoppedAt === undefined && pausedSince === undefined),
  );
  return running.map(({ dueAt }) => dueAt).toSorted()[0];
}
