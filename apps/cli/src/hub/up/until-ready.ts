import { setTimeout as delay } from 'node:timers/promises';
import type { HubClient } from '../../client/hub-client.js';
import { CommandFailed } from '../../output/command-failed.js';

const TIMEOUT_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/** Waits until a process says that it is ready. */
export async function untilReady(name: string, url: string, logFile: string): Promise<void> {
  for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await delay(LOOK_AGAIN_MS)) {
    const [answer] = await Promise.allSettled([fetch(`${url}/readyz`)]);
    if (answer.status === 'fulfilled' && answer.value.ok) return;
  }
  throw new CommandFailed(`${name} is not ready after ${TIMEOUT_MS / 1000} s; ${logFile} says why`);
}

/** Waits until the hub knows itself: its founding has come through every process. */
export async function untilFounded(operator: HubClient): Promise<void> {
  for (const deadline = Date.now() + TIMEOUT_MS; ; await delay(LOOK_AGAIN_MS)) {
    const [answer] = await Promise.allSettled([operator.get('/v1/entries?limit=1')]);
    if (answer.status === 'fulfilled') return;
    if (Date.now() > deadline) throw answer.reason;
  }
}
