import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUT_MS = 45_000;

/** Waits for a condition. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + TIMEOUT_MS; !(await condition()); await delay(20)) {
    if (Date.now() > deadline) throw new Error('The condition did not come true in time');
  }
}
