import type { Logger } from 'pino';
import { errorFields } from '../log/logger.js';

/** Runs a process's start; what fails is said in one line and ends the process with 1. */
export async function runMain(log: Logger, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const text = error instanceof Error ? error.message : 'unknown failure';
    log.fatal(errorFields(error), text);
    process.exitCode = 1;
    // Connections that were opened before the failure must not keep a dead process alive.
    setImmediate(() => process.exit());
  }
}
