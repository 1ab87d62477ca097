import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { addVerifyLog } from './log/verify-log.command.js';
import type { TokenOf } from './log/verify-log.command.js';
import { addVerifyReceipt } from './receipt/verify-receipt.command.js';

/**
 * The two ways to verify, the same in the command line and in the single file that ships without it: they trust the
 * keys that are given, and nothing else.
 */
export function verifier(group: Command, program: string, tokenOf?: TokenOf): Command {
  group.exitOverride().description('checks receipts and logs, trusting nothing but the keys that are given');
  const sub = (name: string) =>
    group
      .command(name)
      .option(
        '--witness <key>',
        'verifier key of a witness who must vouch, or a file with it; may be repeated',
        collect,
      )
      .option('--quorum <n>', 'how many of them must (default: all)', whole)
      .option('--json', 'prints for machines');
  const key = 'verifier key of the log (name+id+key), or a file that holds it';
  addVerifyReceipt(sub('receipt').requiredOption('--key <key>', key), program);
  addVerifyLog(
    sub('log').requiredOption('--key <key>', `${key}; may be repeated, for each log of a chain`, collect),
    program,
    tokenOf,
  );
  return group;
}

const collect = (value: string, all: string[] = []): string[] => [...all, value];

function whole(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new InvalidArgumentError('give a whole number from 1');
  return Number(value);
}
