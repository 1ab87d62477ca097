import { setTimeout as delay } from 'node:timers/promises';
import { ServiceNotReady } from '../errors.js';
import type { Guarded } from './guarded.js';
import { saysPortTaken } from './until-bound.js';

const RETRY_MS = 50;

/** Asks until the answer is yes. When the deadline passes or the server ends, nothing of it is left running. */
export async function untilReady(
  name: string,
  isReady: () => Promise<boolean>,
  { server, timeoutMs, logFile }: { server: Guarded; timeoutMs: number; logFile: string },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let over = false;
  void server.ended.then(() => (over = true));
  while (!(await isReady())) {
    if (over) {
      const portTaken = saysPortTaken(server.written());
      throw new ServiceNotReady(`${name} ended before it was ready; ${logFile} says why`, { portTaken });
    }
    if (Date.now() > deadline) {
      await server.stop();
      throw new ServiceNotReady(`${name} is not ready after ${timeoutMs / 1000} s; ${logFile} says why`);
    }
    await delay(RETRY_MS);
  }
}
