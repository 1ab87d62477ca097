import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or ends early with the lead. */
export async function pause(ms: number, lost: AbortSignal): Promise<void> {
  await Promise.allSettled([delay(ms, undefined, { signal: lost })]);
}
