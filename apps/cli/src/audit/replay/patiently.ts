import { setTimeout as delay } from 'node:timers/promises';
import { HubError } from '@holdfast/contracts';

const TRIES = 12;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Tries again what may pass by itself: a hub that restarts, or that is asked too much at once. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      // A body that breaks off says so with a TypeError of fetch.
      const isPassing = error instanceof HubError ? error.retryable : error instanceof TypeError;
      if (!isPassing || tries >= TRIES) throw error;
    }
    await delay(Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS));
  }
}
