import { Command } from 'commander';
import { Int, Nested, parse, readJson, Text } from '@holdfast/contracts';
import { lastLine } from '../client/last-line.js';
import { clientAs } from '../settings.js';
import type { CommonOptions } from '../settings.js';
import { FoundLoss, textOfLoss } from './log/found-loss.js';
import { listLogs } from './log/list-logs.js';

interface RolloverOptions extends CommonOptions {
  as: string;
  newKey?: boolean;
  afterLoss?: boolean;
  confirm?: boolean;
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
  const log = new Command('log').description('lists the logs of the record; closes one and starts its successor');
  const rollover = common(new Command('rollover').description('closes the log with a last checkpoint; indexes go on'))
    .option('--as <operator>', 'operator who asks', 'operator-1')
    .option('--new-key', 'signs the successor with a new key, made beside the ledger')
    .option('--after-loss', 'for a log that no ledger can lead any more: says what is lost')
    .option('--confirm', 'with --after-loss: closes the log as it was last signed; what is lost stays lost')
    .addHelpText('after', '\nExample:\n  holdfast log rollover --new-key\n  holdfast log rollover --after-loss')
    .action((options: RolloverOptions) => (options.afterLoss ? rollOverAfterLoss(options) : rollOver(options)));
  const list = common(new Command('list').description('lists the logs of the record, and what each has lost'))
    .addHelpText('after', '\nExample:\n  holdfast log list')
    .action(listLogs);
  return log.addCommand(rollover).addCommand(list);
}

async function rollOver(options: RolloverOptions): Promise<void> {
  const path = `/v1/audit/rollovers${options.newKey ? '?key=new' : ''}`;
  const { closed, origin } = parse(RolledOver, await clientAs(options.as, options).post(path, {}));
  const text = `${closed.origin} is closed with ${closed.size} entries; ${origin} goes on.
Give its key line (/ledger/logs names its path) to members and witnesses.
`;
  process.stdout.write(options.json ? `${JSON.stringify({ closed, origin })}\n` : text);
}

async function rollOverAfterLoss({ newKey, confirm, ...options }: RolloverOptions): Promise<void> {
  const query = `afterLoss=true&key=${newKey ? 'new' : 'same'}&confirm=${confirm ? 'true' : 'false'}`;
  const line = await lastLine(clientAs(options.as, options), `/v1/audit/rollovers?${query}`);
  const found = parse(FoundLoss, readJson(line));
  process.stdout.write(options.json ? `${line}\n` : textOfLoss(found));
}
