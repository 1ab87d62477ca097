import { setTimeout as delay } from 'node:timers/promises';

/** The gateway waits longer for an answer that it was asked to wait for. */
const LONGEST_S = 10;
const LOOK_AGAIN_MS = 50;

/** How long a caller would wait (RFC 7240, `wait` in seconds), in milliseconds and bounded. */
export function waitOf(prefer: string | undefined): number {
  const seconds = /(?:^|[\s,;])wait=(\d{1,4})(?:$|[\s,;])/i.exec(prefer ?? '')?.[1] ?? '0';
  return Math.min(Number(seconds), LONGEST_S) * 1_000;
}

/** The first answer that is there, looked for until the time is over or nobody listens any more. */
export async function untilSome<T>(
  look: () => Promise<T | undefined>,
  waitMs: number,
  isGone: () => boolean,
): Promise<T | undefined> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() >= deadline || isGone()) return found;
    await delay(LOOK_AGAIN_MS);
  }
}
