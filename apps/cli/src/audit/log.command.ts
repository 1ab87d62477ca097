import { Command } from 'commander';
import { Int, Nested, parse, Text } from '@holdfast/contracts';
import { clientAs } from '../settings.js';
import type { CommonOptions } from '../settings.js';

interface RolloverOptions extends CommonOptions {
  as: string;
  newKey?: boolean;
}

class ClosedLog {
  @Text({ max: 255, about: 'Its name.' })
  origin!: string;

  @Int({ min: 1, max: Number.MAX_SAFE_INTEGER, about: 'Its entries.' })
  size!: number;
}

class RolledOver {
  @Nested(() => ClosedLog, { about: 'The log that was closed.' })
  closed!: ClosedLog;

  @Text({ max: 255, about: 'Name of its successor.' })
  origin!: string;
}

/** `holdfast log`: what concerns the log as a whole. */
export function logCommand(common: (command: Command) => Command): Command {
  const log = new Command('log').description('closes the log of the record and starts its successor');
  const rollover = common(new Command('rollover').description('closes the log with a last checkpoint; indexes go on'))
    .option('--as <operator>', 'operator who asks', 'operator-1')
    .option('--new-key', 'signs the successor with a new key, made beside the ledger')
    .addHelpText('after', '\nExample:\n  holdfast log rollover --new-key')
    .action(rollOver);
  log.addCommand(rollover);
  return log;
}

async function rollOver(options: RolloverOptions): Promise<void> {
  const path = `/v1/audit/rollovers${options.newKey ? '?key=new' : ''}`;
  const { closed, origin } = parse(RolledOver, await clientAs(options.as, options).post(path, {}));
  const text = `${closed.origin} is closed with ${closed.size} entries; ${origin} goes on.
Give its key line (/ledger/logs names its path) to members and witnesses.
`;
  process.stdout.write(options.json ? `${JSON.stringify({ closed, origin })}\n` : text);
}
