import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';
import { parse, readJson } from '@holdfast/contracts';
import type { Shape } from '@holdfast/contracts';
import { CommandFailed } from '../output/command-failed.js';

const MAX_SHOWN = 300;

/**
 * Has the ledger's own program do a job on the database of DATABASE_URL, and reads what it prints. Throws CommandFailed
 * with what it says instead.
 */
export async function ledgerJob<T extends object>(job: string, home: string, shape: Shape<T>): Promise<T> {
  const child = fork(join(projectRoot, 'dist/apps/ledger/src/main.js'), [job], {
    env: { HOLDFAST_LOG_LEVEL: 'error', ...process.env, HOLDFAST_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [text, [code]] = await Promise.all([textIn(child.stdout), once(child, 'exit')]);
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  if (code !== 0) throw new CommandFailed(`The ledger could not do it: ${reasonIn(line)}`);
  return parse(shape, readJson(line));
}

async function textIn(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

/** A line of a log carries its text as `msg`. */
function reasonIn(line: string): string {
  try {
    return String(Object(readJson(line)).msg ?? line).slice(0, MAX_SHOWN);
  } catch {
    return line.slice(0, MAX_SHOWN);
  }
}
