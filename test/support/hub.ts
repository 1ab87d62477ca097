import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, projectRoot } from '@holdfast/services';

/** What `holdfast up --json` says when the hub is ready. */
export interface Ready {
  url: string;
  pids: Record<'gateway' | 'ledger' | 'desk' | 'delivery' | 'kafka' | 'postgres', number>;
  kafkaBrokers: string[];
  databaseUrl: string;
}

/** A whole hub in processes of its own, in a temporary home, on free ports. */
export class TestHub {
  readonly home = mkdtempSync(join(tmpdir(), 'holdfast-hub-'));
  #supervisor: ChildProcess | undefined;

  /** `program` is the compiled command line. */
  constructor(private readonly program = cli) {}

  /** Starts it, or starts it again on the same data. */
  async start(): Promise<Ready> {
    const port = String(await freePort());
    const { KAFKA_BROKERS: _kafka, DATABASE_URL: _database, ...env } = process.env;
    const supervisor = spawn(process.execPath, [this.program, 'up', '--json', '--port', port, '--home', this.home], {
      env: { ...env, HOLDFAST_LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#supervisor = supervisor;
    const said: string[] = [];
    createInterface(supervisor.stderr).on('line', (line) => said.push(line));
    const ended = once(supervisor, 'exit').then(([code]) => {
      throw new Error(`The supervisor ended with ${String(code)}:\n${said.join('\n')}`);
    });
    ended.catch(() => said.length);
    const [line] = await Promise.race([once(createInterface(supervisor.stdout), 'line'), ended]);
    return JSON.parse(String(line));
  }

  get pid(): number {
    return this.#supervisor?.pid ?? 0;
  }

  /** Ends it in order; it may be started again. */
  async end(): Promise<void> {
    const supervisor = this.#supervisor;
    if (supervisor && supervisor.exitCode === null && supervisor.signalCode === null) {
      const ended = once(supervisor, 'exit');
      supervisor.kill('SIGTERM');
      await ended;
    }
  }

  /** Ends it and removes what it left. */
  async stop(): Promise<void> {
    await this.end();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Kills the process of this name as soon as there is one: it may be starting still, or ending by itself. */
  async kill(name: string): Promise<void> {
    await until(`${name} runs`, () => {
      const pid = this.#pidOf(name);
      return pid > 0 && hasKilled(pid);
    });
  }

  /** The process of this hub that runs now under this name, 0 while none does. */
  #pidOf(name: string): number {
    const mark = name === 'kafka' ? `${this.home}/kafka/server.properties` : `apps/${name}/src/main.js`;
    const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
    const found = pids.find((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        if (!command.includes(mark) || command.startsWith('sh')) return false;
        return name === 'kafka' || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOLDFAST_HOME=${this.home}`);
      } catch {
        return false;
      }
    });
    return Number(found ?? 0);
  }

  /** What a process of the hub has logged so far. */
  log(name: string): string {
    return readFileSync(join(this.home, 'logs', `${name}.log`), 'utf8');
  }
}

function hasKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

export const cli = join(projectRoot, 'dist/apps/cli/src/main.js');

/** Runs a command of the command line to its end. */
export async function holdfast(
  hub: { url: string },
  home: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
) {
  const child = spawn(process.execPath, [cli, ...args, '--url', hub.url, '--home', home], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const read = async (stream: NodeJS.ReadableStream) => {
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    return text;
  };
  const [out, err, [code]] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'exit')]);
  return { out, err, code: Number(code) };
}

/** Waits for a condition; fails with what was awaited. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  timeoutMs = 90_000,
): Promise<void> {
  // Not so often that the door would limit a caller that asks for a token each time.
  for (const deadline = Date.now() + timeoutMs; !(await condition()); await delay(50)) {
    if (Date.now() > deadline) throw new Error(`Not in ${timeoutMs} ms: ${what}`);
  }
}
