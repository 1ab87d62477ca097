import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { promisify, styleText } from 'node:util';
import { Command } from 'commander';
import { freePort } from '@holdfast/services';
import { EXIT } from '../../output/exit-code.js';
import { settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

const execute = promisify(execFile);
const MIN_FREE_BYTES = 2 * 1024 ** 3;

interface Finding {
  what: string;
  ok: boolean;
  /** How to get it, when it is missing. */
  help: string;
}

/** `holdfast doctor`: what this machine lacks, and how to get it. */
export function doctorCommand(common: (command: Command) => Command): Command {
  return common(new Command('doctor').description('says what this machine lacks and how to get it'))
    .addHelpText('after', '\nExample:\n  holdfast doctor')
    .action(async (options: CommonOptions) => {
      const findings = await examine(settingsOf(options).home);
      if (options.json) process.stdout.write(`${JSON.stringify(findings)}\n`);
      else
        for (const { what, ok, help } of findings)
          process.stdout.write(`${mark(ok)} ${what}${ok ? '' : `: ${help}`}\n`);
      if (findings.some(({ ok }) => !ok)) process.exitCode = EXIT.refused;
    });
}

const mark = (ok: boolean) => (ok ? styleText('green', 'ok     ') : styleText('red', 'missing'));

async function examine(home: string): Promise<Finding[]> {
  const [java, maven, docker] = await Promise.all([
    runs('java', '-version'),
    runs('mvn', '-v'),
    runs('docker', 'info'),
  ]);
  const node = Number(process.versions.node.split('.')[0]);
  const kafka = Boolean(process.env.KAFKA_BROKERS) || (java && maven) || docker;
  return [
    { what: 'Node 24', ok: node >= 24, help: 'run npm start once (it brings its own), or install Node 24' },
    { what: 'a way to Kafka', ok: kafka, help: 'set KAFKA_BROKERS, or install Java 17 and Maven, or start Docker' },
    { what: 'packages', ok: existsSync('node_modules/kafkajs'), help: 'run npm ci in the project folder' },
    { what: `write access to ${home}`, ok: isWritable(home), help: 'choose another folder with HOLDFAST_HOME' },
    { what: '2 GiB of free disk', ok: freeBytes() > MIN_FREE_BYTES, help: 'free some space, or move HOLDFAST_HOME' },
    {
      what: 'port 7400',
      ok: (await freePort(7400)) === 7400,
      help: 'it is taken (by this hub?); HOLDFAST_PORT chooses another',
    },
  ];
}

function runs(command: string, argument: string): Promise<boolean> {
  return execute(command, [argument], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync('.');
  return bavail * bsize;
}
