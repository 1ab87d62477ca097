import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { ServiceNotReady } from '../errors.js';

const execute = promisify(execFile);
const SHOWN_LINES = 5;

/** Whether a command can be run and succeeds. */
export async function succeeds(command: string, args: readonly string[], timeoutMs = 30_000): Promise<boolean> {
  return execute(command, args, { timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}

/** Runs a command to its end and returns what it printed; a failure shows the last lines of it. */
export async function run(command: string, args: readonly string[], timeoutMs: number): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error);
    const lines = `${String(stdout)}\n${String(stderr)}`.split('\n').filter((line) => line.trim());
    const said = lines.slice(-SHOWN_LINES).map((line) => `\n  ${line}`);
    throw new ServiceNotReady(`${basename(command)} failed${said.join('')}`, {}, { cause: error });
  }
}
