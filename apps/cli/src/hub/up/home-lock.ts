import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../../output/command-failed.js';

/** One supervisor per home; the lock of one that is gone is taken over. */
export function lockHome(home: string): () => void {
  mkdirSync(home, { recursive: true });
  const file = join(home, 'up.pid');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder !== process.pid && isSupervisor(holder)) {
    throw new CommandFailed(
      `A hub runs in ${home} already (process ${holder}); stop it, or choose another HOLDFAST_HOME`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** A process id may have gone to somebody else: only one that runs the command line counts. */
function isSupervisor(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    const command = `/proc/${pid}/cmdline`;
    return !existsSync(command) || readFileSync(command, 'utf8').includes('apps/cli');
  } catch {
    return false;
  }
}
