import { Command, InvalidArgumentError } from 'commander';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { describe } from './describe.js';
import { follow } from './follow.js';

interface WatchOptions extends CommonOptions {
  as: string;
  from: string;
  count?: number;
}

/** `holdfast watch`: shows what becomes visible to a partner, as it happens. */
export function watchCommand(common: (command: Command) => Command): Command {
  return common(new Command('watch').description('shows messages as they arrive; one JSON object a line when piped'))
    .requiredOption('--as <partner>', 'partner that reads')
    .option('--from <where>', 'now, beginning, or a position', start, 'now')
    .option('--count <n>', 'ends after so many messages', whole)
    .addHelpText('after', '\nExample:\n  holdfast watch --as demo-exchange-1 --from beginning')
    .action(async (options: WatchOptions) => {
      const isForPeople = process.stdout.isTTY && !options.json;
      let left = options.count ?? Infinity;
      for await (const { item, json } of follow(clientAs(options.as, options), options.from)) {
        process.stdout.write(`${isForPeople ? describe(item) : json}\n`);
        if (--left <= 0) return;
      }
    });
}

function start(value: string): string {
  if (value === 'beginning') return '-1';
  if (value !== 'now' && !/^\d{1,15}$/.test(value))
    throw new InvalidArgumentError('give now, beginning, or a position');
  return value;
}

function whole(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('give a whole number from 1');
  return Number(value);
}
