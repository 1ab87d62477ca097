import type { Logger } from 'pino';
import type { Readiness } from '../health/readiness.js';
import { errorFields } from '../log/error-fields.js';

const HARD_STOP_MS = 10_000;

/** Stops in order on SIGTERM, SIGINT, or when the supervisor that started this process is gone. */
export function stopOnSignal(close: () => Promise<void>, readiness: Readiness, log: Logger): void {
  const stop = () => {
    if (readiness.stopping) return;
    readiness.stopping = true;
    log.info('stopping');
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(errorFields(error), 'stop failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  // A supervisor that died while this process was starting disconnects no more.
  if (process.connected === false) stop();
}
