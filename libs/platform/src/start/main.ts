import type { Logger } from 'pino';
import { errorFields } from '../log/error-fields.js';

/**
 * Runs a process's start; what fails is said in one line and ends the process with 1. So does a mistake that nobody
 * caught later, whose text is left out, since by then it may quote a message.
 */
export async function runMain(log: Logger, start: () => Promise<void>): Promise<void> {
  process.once('uncaughtException', (error) => {
    log.fatal(errorFields(error), 'crashed');
    process.exit(1);
  });
  try {
    await start();
  } catch (error) {
    log.fatal(errorFields(error), error instanceof Error ? error.message : 'unknown failure');
    process.exitCode = 1;
    // Connections that were opened before the failure must not keep a dead process alive.
    setImmediate(() => process.exit());
  }
}
