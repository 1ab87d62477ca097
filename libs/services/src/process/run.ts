import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Whether a command can be run and succeeds. */
export async function succeeds(command: string, args: string[], timeoutMs = 10_000): Promise<boolean> {
  return execute(command, args, { timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}

/** Runs a command to its end and returns what it printed. */
export async function run(command: string, args: string[], timeoutMs: number): Promise<string> {
  const { stdout } = await execute(command, args, { timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
