import { once } from 'node:events';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from 'commander';
import { settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { lockHome } from './home-lock.js';
import { startHub } from './hub.js';
import type { RunningHub } from './hub.js';

interface UpOptions extends CommonOptions {
  port: number;
  demo: boolean;
}

/** `holdfast up`: the whole hub on one machine, until it is told to stop. */
export function upCommand(common: (command: Command) => Command): Command {
  return common(new Command('up').description('brings up the whole hub on this machine; Ctrl-C stops it'))
    .option('--port <port>', 'port of the gateway', port, port(process.env.HOLDFAST_PORT ?? '7400'))
    .option('--no-demo', 'adds no demo members')
    .addHelpText('after', '\nExample:\n  holdfast up --port 7400')
    .action(async (options: UpOptions) => {
      const home = resolve(settingsOf(options).home);
      const unlock = lockHome(home);
      const begun = Date.now();
      const say = (line: string) => void process.stderr.write(`${styleText('dim', seconds(begun))} ${line}\n`);
      const stopped = stopRequested();
      const hub = await startHub({ home, port: options.port, demo: options.demo && !isProduction(), say });
      process.stdout.write(options.json ? `${readyJson(hub)}\n` : readyText(hub, seconds(begun)));
      await stopped;
      say('Stopping …');
      await hub.stop();
      unlock();
      process.exit(0);
    });
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1).padStart(5)} s`;
const isProduction = () => process.env.HOLDFAST_ENVIRONMENT === 'production';

/** The first signal asks to stop in order, the second ends at once; what is left ends with its supervisor. */
async function stopRequested(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
}

function port(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('give a port number');
  return Number(value);
}

function readyJson({ url, kafka, postgres, processes }: RunningHub): string {
  const pids = Object.fromEntries(processes.map(({ name, pid }) => [name, pid]));
  return JSON.stringify({
    ready: true,
    url,
    pids: { ...pids, kafka: kafka.pid, postgres: postgres.pid },
    kafkaBrokers: kafka.brokers,
    databaseUrl: postgres.url,
  });
}

function readyText({ url, kafka, postgres }: RunningHub, took: string): string {
  return `
${styleText('green', `Holdfast is ready on ${url}`)}  (${took.trim()}; Kafka ${kafka.source}, PostgreSQL ${postgres.source})

Try next, in other terminals:
  npx holdfast watch --as demo-exchange-1
  npx holdfast submit --as demo-treasury examples/ofac-flags.ndjson
  npx holdfast status

Ctrl-C stops it.
`;
}
