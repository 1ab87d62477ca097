import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../output/command-failed.js';

/** One witness for each folder of state: two would cosign two views. The lock of one that is gone is taken over. */
export function lockState(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'witness.pid');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder !== process.pid && isWitness(holder)) {
    throw new CommandFailed(`Process ${holder} is a witness with the state in ${folder} already; stop it first`);
  }
  rmSync(file, { force: true });
  // Of two that start at once, one finds the other's file here.
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => rmSync(file, { force: true });
}

/** A process id may have gone to somebody else: only one that runs this command counts. */
function isWitness(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    const command = `/proc/${pid}/cmdline`;
    return !existsSync(command) || readFileSync(command, 'utf8').split('\0').includes('witness');
  } catch {
    return false;
  }
}
