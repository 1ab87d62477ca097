import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Checkpoint, VerifierKey } from '@holdfast/tlog';
import { CommandFailed } from '../../output/command-failed.js';
import { EXIT } from '../../output/exit-code.js';
import { Progress } from '../../output/progress.js';
import { lineGiven, logKey } from '../given/keys.js';
import { quorumGiven } from '../given/witnesses.js';
import { chainOf, judgeChain, lostOf } from './chain.js';
import type { ChainedLog } from './chain.js';
import { declaredLost, signedBase } from './declared-lost.js';
import type { IndexRange } from './declared-lost.js';
import { describeChain, isHeld } from './describe-chain.js';
import type { ChainVerdict } from './describe-chain.js';
import { judgeLog, openByAny } from './judge-log.js';
import type { LogQuestion } from './judge-log.js';
import { folderFiles, hubFiles } from '../walk/log-files.js';
import type { ReadFile } from '../walk/log-files.js';

interface LogOptions {
  key: string[];
  since?: string;
  token?: string;
  as?: string;
  home?: string;
  fromDir?: string;
  save?: string;
  witness?: string[];
  quorum?: number;
  json?: boolean;
}

/** Gets an access token of a partner whose key lies on this machine. */
export type TokenOf = (partner: string, place: { url: string; home?: string }) => Promise<string>;

/** `verify log`: walks a whole log, and the logs that follow it. */
export function addVerifyLog(command: Command, program: string, tokenOf?: TokenOf): void {
  command
    .description('walks a whole log: every entry, every tile, every signature')
    .argument('[url]', 'address of the log, such as https://hub.example/ledger')
    .option('--from-dir <folder>', 'a copy of the log: reads tiles there, and without a URL all else too')
    .option('--since <file>', 'a checkpoint that was saved before: shows that the log only grew since')
    .option('--save <file>', 'keeps the checkpoint, if everything holds, for the next --since')
    .option('--token <token>', 'access token of a member, or a file that holds it, where tiles are for members')
    .addHelpText(
      'after',
      `\nExample:\n  ${program} log http://127.0.0.1:7400/ledger --key ledger.key --save checkpoint`,
    )
    .action((url: string | undefined, options: LogOptions) => verifyLog(url, options, tokenOf));
  if (tokenOf) {
    command.option('--as <partner>', 'member whose key lies here, instead of --token');
    command.option('--home <folder>', 'folder of keys (HOLDFAST_HOME)');
  }
}

async function verifyLog(url: string | undefined, options: LogOptions, tokenOf?: TokenOf): Promise<void> {
  const keys = await Promise.all(options.key.map(logKey));
  const since = options.since === undefined ? undefined : await sinceGiven(options.since, keys);
  const question = { keys, quorum: await quorumGiven(options), ...(since && { since }) };
  const verdict = await judgeAll(await filesGiven(url, options, tokenOf), question);
  const holds = isHeld(verdict);
  const last = verdict.logs.at(-1)?.signed;
  if (holds && options.save !== undefined && last !== undefined) await writeFile(options.save, last);
  process.stdout.write(describeChain(verdict, options));
  if (!holds) process.exitCode = EXIT.refused;
}

async function judgeAll(read: ReadFile, question: LogQuestion): Promise<ChainVerdict> {
  const progress = new Progress();
  const logs: ChainVerdict['logs'] = [];
  try {
    const chain = await chainOf(read);
    for (const [at, { below, listed }] of chain.entries()) {
      const show = (done: number, total: number) => progress.show(`Verifying ${listed?.origin ?? 'log'}`, done, total);
      const lost = await lostLeaves(read, chain.slice(at, at + 2), question);
      const verdict = await judgeLog((path) => read(`${below}${path}`), { ...question, progress: show, lost });
      logs.push({ ...verdict, below, ...(listed && { listed }) });
    }
  } finally {
    progress.end();
  }
  const told = logs.map((log, at) => ({ ...log, lost: lostOf(logs, at) }));
  return { logs: told, checks: [...judgeChain(logs), ...unmet(question, logs)] };
}

/** The leaves of a log that its successor declares lost, where both are signed by keys that were given. */
async function lostLeaves(read: ReadFile, pair: readonly ChainedLog[], { keys }: LogQuestion): Promise<IndexRange[]> {
  const signed = await Promise.all(pair.map(async ({ below }) => (await read(`${below}checkpoint`))?.toString()));
  const [own, next] = signed.map((note) => (note === undefined ? '' : openByAny(note, keys)));
  if (typeof own !== 'object' || typeof next !== 'object') return [];
  const base = signedBase(own.checkpoint);
  return (declaredLost(next.checkpoint) ?? []).map(({ from, to }) => ({ from: from - base, to: to - base }));
}

/** A checkpoint that was kept and is of none of the logs means that its log is gone. */
function unmet({ since }: LogQuestion, logs: ChainVerdict['logs']): ChainVerdict['checks'] {
  if (!since || logs.some(({ checkpoint }) => checkpoint?.origin === since.origin)) return [];
  return [{ name: 'since', holds: false, says: `the log ${since.origin}, which was signed before, is not here` }];
}

async function sinceGiven(file: string, keys: readonly VerifierKey[]): Promise<Checkpoint> {
  const opened = openByAny(await readFile(file, 'utf8').catch(unreadable(file)), keys);
  if (typeof opened === 'string') throw new CommandFailed(`${file} is no checkpoint that counts: ${opened}`);
  return opened.checkpoint;
}

async function filesGiven(url: string | undefined, options: LogOptions, tokenOf?: TokenOf): Promise<ReadFile> {
  const { fromDir, as, home } = options;
  const copied = fromDir === undefined ? undefined : folderFiles(fromDir);
  if (url === undefined) {
    if (!copied) throw new CommandFailed('Say which log: its URL, or a copy of it by --from-dir FOLDER');
    return copied;
  }
  if (!URL.canParse(url)) throw new CommandFailed(`${url} is no address; give one such as https://hub.example/ledger`);
  const place = { url: new URL(url).origin, ...(home === undefined ? {} : { home }) };
  const token = as === undefined ? options.token && (await lineGiven(options.token)) : await tokenOf?.(as, place);
  const served = hubFiles(url, token);
  return copied ? (path) => (/(^|\/)tile\//.test(path) ? copied(path) : served(path)) : served;
}

const unreadable = (file: string) => (cause: unknown) => {
  throw new CommandFailed(`${file} cannot be read; is the name right?`, {}, { cause });
};
