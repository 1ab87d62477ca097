import { Command } from 'commander';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { FLAGGED } from './flagged.js';
import { print } from './print.js';
import { flagsOf } from './screened.js';
import { flagsText } from './screened-text.js';

interface FlagOptions extends CommonOptions {
  as: string;
  chain?: string;
}

/** `holdfast flag`: the flags in force on one account. */
export function flagCommand(common: (command: Command) => Command): Command {
  return common(
    new Command('flag').description('shows the flags in force on an address; ends with 5 where there is one'),
  )
    .argument('<address>', 'address, or CAIP-10 account')
    .requiredOption('--as <partner>', 'partner that asks')
    .option('--chain <chain>', 'its chain, where several know it: bitcoin, tron, eip155:137')
    .addHelpText('after', '\nExample:\n  holdfast flag TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 --as demo-exchange-1')
    .action(async (address: string, options: FlagOptions) => {
      const found = await flagsOf(clientAs(options.as, options), address, options.chain);
      await print(options.json ? `${JSON.stringify(found)}\n` : flagsText(found));
      if (found.flags.length > 0) process.exitCode = FLAGGED;
    });
}
