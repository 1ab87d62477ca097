import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceNotReady } from '../errors.js';
import { run } from './run.js';

/** Longer than a guard takes to end its server, also where it has to wait for a core. */
const LONGEST_WAIT_MS = 30_000;
const RETRY_MS = 25;

/**
 * Waits until no server uses the folder any more; what a parent that died has left is being ended by its guard. Returns
 * the named pipe that every process of a server holds open: it cannot be stale, whoever is killed.
 */
export async function untilUnused(folder: string): Promise<string> {
  const pipe = join(folder, 'in-use');
  if (!existsSync(pipe)) await run('mkfifo', [pipe], 30_000);
  for (const deadline = Date.now() + LONGEST_WAIT_MS; isHeld(pipe); await delay(RETRY_MS)) {
    if (Date.now() > deadline) throw new ServiceNotReady(`Another server uses ${folder}; stop it first`);
  }
  return pipe;
}

function isHeld(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch (error) {
    if (Object(error).code === 'ENXIO') return false;
    throw error;
  }
}
