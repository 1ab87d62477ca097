import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { CommandFailed } from '../../output/command-failed.js';
import { EXIT } from '../../output/exit-code.js';
import { logKey } from '../given/keys.js';
import { quorumGiven } from '../given/witnesses.js';
import { describeReceipt } from './describe-receipt.js';
import { judgeReceipt } from './judge-receipt.js';

interface ReceiptOptions {
  key: string;
  message?: string;
  witness?: string[];
  quorum?: number;
  json?: boolean;
}

/** `verify receipt`: checks a receipt with nothing but the receipt and the key. */
export function addVerifyReceipt(command: Command, program: string): void {
  command
    .description('checks a receipt, without network and configuration')
    .argument('<file>', 'the receipt')
    .option('--message <file>', 'the message as it was received: shows that exactly this was recorded')
    .addHelpText('after', `\nExample:\n  ${program} receipt m.tlog-proof --key ledger.key --message m.json`)
    .action(verifyReceipt);
}

async function verifyReceipt(file: string, { key, message, json, ...options }: ReceiptOptions): Promise<void> {
  const question = { key: await logKey(key), quorum: await quorumGiven(options) };
  const receipt = (await read(file)).toString();
  const verdict = judgeReceipt(receipt, message === undefined ? question : { ...question, text: await read(message) });
  process.stdout.write(json ? `${JSON.stringify(printable(verdict))}\n` : describeReceipt(verdict, message));
  if (!verdict.holds) process.exitCode = EXIT.refused;
}

function printable({ checkpoint, ...verdict }: ReturnType<typeof judgeReceipt>): object {
  if (!checkpoint) return verdict;
  const { origin, size, root } = checkpoint;
  return { ...verdict, checkpoint: { origin, size, root: root.toString('base64') } };
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new CommandFailed(`${file} cannot be read; is the name right?`, {}, { cause });
  }
}
