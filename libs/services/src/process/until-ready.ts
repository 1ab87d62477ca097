import { setTimeout as delay } from 'node:timers/promises';
import { ServiceNotReady } from '../errors.js';

const RETRY_MS = 50;

/** Asks until the answer is yes; gives up when the deadline passes or the server ends. */
export async function untilReady(
  name: string,
  isReady: () => Promise<boolean>,
  { ended, timeoutMs, logFile }: { ended: Promise<void>; timeoutMs: number; logFile: string },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let over = false;
  void ended.then(() => (over = true));
  while (!(await isReady())) {
    if (over || Date.now() > deadline) {
      throw new ServiceNotReady(`${name} ${over ? 'ended before it was ready' : 'is not ready in time'}; see its log`, {
        logFile,
      });
    }
    await delay(RETRY_MS);
  }
}
