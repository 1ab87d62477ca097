import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '@holdfast/services';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const CALM_AFTER_MS = 30_000;

export type ProcessName = 'gateway' | 'ledger' | 'desk' | 'delivery';

/** Settings that a process gets from its supervisor. */
export type ProcessSettings = Record<string, string>;

/** Starts a process of the hub. It ends by itself when this process does: its IPC channel closes. */
export function startProcess(
  name: ProcessName,
  { settings, logFile, args = [] }: { settings: ProcessSettings; logFile: string; args?: string[] },
): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = fork(join(projectRoot, 'dist/apps', name, 'src/main.js'), args, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', log, log, 'ipc'],
    // Out of the terminal's process group: Ctrl-C reaches the supervisor alone, which stops its processes in order.
    detached: true,
  });
  closeSync(log);
  return child;
}

/** A process that is started again whenever it dies, with growing pauses, until it is stopped. */
export class Supervised {
  #child: ChildProcess;
  #stopping = false;

  constructor(
    readonly name: ProcessName,
    private readonly start: () => ChildProcess,
    private readonly say: (line: string) => void,
  ) {
    this.#child = this.start();
    void this.#watch();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }

  async #watch(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ;) {
      const begun = Date.now();
      const [code, signal] = await once(this.#child, 'exit');
      if (this.#stopping) return;
      if (Date.now() - begun > CALM_AFTER_MS) pause = FIRST_PAUSE_MS;
      this.say(`${this.name} ended (${String(signal ?? code)}); starting it again in ${pause} ms`);
      await delay(pause);
      if (this.#stopping) return;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      this.#child = this.start();
    }
  }
}
