import { once } from 'node:events';
import { join } from 'node:path';
import { CommandFailed } from '../../output/command-failed.js';
import { startProcess } from './child.js';
import type { ProcessName, ProcessSettings } from './child.js';

export const PROCESSES: readonly ProcessName[] = ['ledger', 'desk', 'delivery', 'gateway'];

/** Brings the schema of every process to this build's shape. */
export async function migrateAll(home: string, settings: ProcessSettings): Promise<void> {
  await Promise.all(PROCESSES.map((name) => migrateOne(name, home, settings)));
}

async function migrateOne(name: ProcessName, home: string, settings: ProcessSettings): Promise<void> {
  const logFile = join(home, 'logs', `${name}.log`);
  const [code] = await once(startProcess(name, { settings, logFile, args: ['migrate'] }), 'exit');
  if (code !== 0) throw new CommandFailed(`The schema of ${name} could not be brought up to date; ${logFile} says why`);
}
