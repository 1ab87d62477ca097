import { setTimeout as delay } from 'node:timers/promises';
import { problemOf } from '@holdfast/platform';

/** No silence is so long that whoever waits takes the answer for lost. */
const HEARTBEAT_MS = 5_000;

/** Lines of JSON: empty objects while the work runs, last what came of it or a problem. It ends with its reader. */
export async function* linesWhile(run: (signal: AbortSignal) => Promise<object>): AsyncGenerator<string> {
  const ending = new AbortController();
  // The head of the answer is gone by then, so a problem is a line of it.
  const running: Promise<object> = run(ending.signal).catch((error: unknown) => ({ problem: problemOf(error) }));
  try {
    for (;;) {
      yield '{}\n';
      const ended = await Promise.race([running, delay(HEARTBEAT_MS, undefined, { signal: ending.signal })]);
      if (!ended) continue;
      yield `${JSON.stringify(ended)}\n`;
      return;
    }
  } finally {
    ending.abort();
  }
}
