import type { EventEmitter } from 'node:events';

/** Resolves when the event happens or the signal ends the wait, and leaves no listener behind. */
export function until(emitter: EventEmitter, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      emitter.off(event, done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    emitter.on(event, done);
    signal.addEventListener('abort', done);
  });
}
