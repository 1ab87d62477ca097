import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/**
 * Holds a pipe from the parent on descriptor 3. When it closes, because the parent closed it or ended in whatever way,
 * the server gets its stop signal, and after ten seconds the one that cannot be refused.
 */
const GUARD = `
signal=$1; in_use=$2; shift 2
"$@" 3<&- 4>&- 5<>"$in_use" & server=$!
echo $server >&4
( exec 4>&-; read -r _ <&3; kill -s $signal $server
  n=0; while kill -0 $server && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done; kill -s KILL $server ) 2>/dev/null &
exec 3<&- 4>&-
wait $server
`;

/** A server of our own that ends when this process ends. */
export interface Guarded {
  /** Process id of the server itself. */
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** What it has written to its log file since this start. */
  written(): string;
  /** Stops it and waits until it has ended. */
  stop(): Promise<void>;
}

/** How a server is stopped, where it writes, and the pipe that says that its folder is in use. */
export interface GuardedOptions {
  stopSignal: 'TERM' | 'INT';
  logFile: string;
  inUse: string;
  env?: NodeJS.ProcessEnv;
}

/** Starts a server that this process, however it ends, takes with it. */
export async function startGuarded(
  command: readonly string[],
  { stopSignal, logFile, inUse, env }: GuardedOptions,
): Promise<Guarded> {
  const log = openSync(logFile, 'a');
  const begin = fstatSync(log).size;
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', stopSignal, inUse, ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log, 'pipe', 'pipe'],
    // Out of the terminal's process group: Ctrl-C reaches the parent alone, which stops its servers in order.
    detached: true,
  });
  closeSync(log);
  const ended = once(guard, 'exit')
    .then(() => guard.stdio[3]?.destroy())
    .then(() => undefined);
  const pid = await firstNumber(guard.stdio[4] as Readable);
  return {
    pid,
    ended,
    written: () => readFileSync(logFile).subarray(begin).toString(),
    stop: async () => {
      guard.stdio[3]?.destroy();
      await ended;
    },
  };
}

async function firstNumber(stream: Readable): Promise<number> {
  for await (const line of createInterface(stream)) return Number(line);
  return 0;
}
