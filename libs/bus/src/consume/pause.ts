import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or ends early with the signal: that of the lead, for whatever a process does while it leads. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await Promise.allSettled([delay(ms, undefined, { signal })]);
}
