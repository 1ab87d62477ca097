import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServices } from '@holdfast/services';
import { until } from './hub.js';

type Services = Awaited<ReturnType<typeof startServices>>;

/** The processes of a hub by the names of a test, each from the build that the test chooses, on one home. */
export class BuildProcesses {
  private readonly running = new Map<string, ChildProcess>();

  private constructor(
    readonly home: string,
    readonly services: Services,
    private readonly ports: ReadonlyMap<string, number>,
  ) {}

  /** Services, and a port for each name; the first word of a name is the process: `gateway early`. */
  static async open(names: readonly string[]): Promise<BuildProcesses> {
    const home = mkdtempSync(join(tmpdir(), 'holdfast-builds-'));
    const services = await startServices({ home });
    const ports = new Map<string, number>();
    for (const name of names) ports.set(name, await freePort());
    return new BuildProcesses(home, services, ports);
  }

  /** Starts it, or starts it again from another build on the same port, and waits until it is ready. */
  async start(name: string, root: string): Promise<void> {
    const [process = ''] = name.split(' ');
    const main = join(root, 'dist/apps', process, 'src/main.js');
    const env = { ...this.env, HOLDFAST_PORT: String(this.ports.get(name)) };
    this.running.set(name, this.spawn([main], env, `${name}.log`));
    await until(`${name} is ready`, () => this.isReady(name));
  }

  async isReady(name: string): Promise<boolean> {
    const [answer] = await Promise.allSettled([fetch(`${this.url(name)}/readyz`)]);
    return answer.status === 'fulfilled' && answer.value.ok;
  }

  /** Ends it in order. */
  async stop(name: string): Promise<void> {
    const child = this.running.get(name);
    this.running.delete(name);
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** Runs the command line of a build to its end. */
  async holdfast(root: string, ...args: string[]): Promise<void> {
    const child = this.spawn([join(root, 'dist/apps/cli/src/main.js'), ...args], this.env, 'cli.log');
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${args.join(' ')}: ${this.log('cli')}`);
  }

  url(name: string): string {
    return `http://127.0.0.1:${this.ports.get(name)}`;
  }

  log(name: string): string {
    return readFileSync(join(this.home, `${name}.log`), 'utf8');
  }

  async close(): Promise<void> {
    await Promise.all([...this.running.keys()].map((name) => this.stop(name)));
    await this.services.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  private spawn(args: string[], env: NodeJS.ProcessEnv, logFile: string): ChildProcess {
    const log = openSync(join(this.home, logFile), 'a');
    return spawn(process.execPath, args, { env, stdio: ['ignore', log, log] });
  }

  private get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      KAFKA_BROKERS: this.services.kafka.brokers.join(','),
      DATABASE_URL: this.services.postgres.url,
      HOLDFAST_HOME: this.home,
      HOLDFAST_URL: this.url('gateway'),
      HOLDFAST_LEDGER_URL: this.url('ledger'),
      HOLDFAST_DELIVERY_URL: this.url('delivery'),
      HOLDFAST_DESK_URL: this.url('desk'),
      HOLDFAST_LOG_NAME: 'upgraded.test/ledger',
    };
  }
}
