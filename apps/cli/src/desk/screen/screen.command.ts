import { Command } from 'commander';
import { messageFile } from '../../messages/submit/read-lines.js';
import { EXIT } from '../../output/exit-code.js';
import { Progress } from '../../output/progress.js';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { accountsIn } from './accounts-in.js';
import { FLAGGED } from './flagged.js';
import { print } from './print.js';
import { screenPage } from './screened.js';
import type { Screened } from './screened.js';
import { screenedText } from './screened-text.js';

interface ScreenOptions extends CommonOptions {
  as: string;
  chain?: string;
}

const HELP = `
The account stands in the first column; - is stdin. Ends with ${FLAGGED} where one is flagged, else with ${EXIT.refused} where one cannot be read.

Example:
  holdfast screen withdrawals.csv --chain tron --as demo-exchange-1`;

/** `holdfast screen`: screens a file of accounts, ten thousand at once. */
export function screenCommand(common: (command: Command) => Command): Command {
  return common(new Command('screen').description('screens a file of addresses against the flags in force'))
    .argument('<file>', 'addresses or CAIP-10 accounts, one a line, or CSV')
    .requiredOption('--as <partner>', 'partner that asks')
    .option('--chain <chain>', 'chain of what is no CAIP-10 account: bitcoin, tron, eip155:137')
    .addHelpText('after', HELP)
    .action(async (file: string, options: ScreenOptions) => {
      const screened = await screen(file, options);
      await print(options.json ? `${JSON.stringify(screened)}\n` : screenedText(file, screened));
      if (screened.flagged.length > 0) process.exitCode = FLAGGED;
      else if (screened.unreadable.length > 0) process.exitCode = EXIT.refused;
    });
}

async function screen(file: string, options: ScreenOptions): Promise<Screened> {
  const client = clientAs(options.as, options);
  const { bytes } = messageFile(file);
  const progress = new Progress();
  const all: Screened = { flagged: [], clean: 0, unreadable: [] };
  for await (const page of accountsIn(file, (read) => progress.show('screening', read, bytes))) {
    const { flagged, clean, unreadable } = await screenPage(client, page, options.chain);
    all.flagged = all.flagged.concat(flagged);
    all.clean += clean;
    all.unreadable = all.unreadable.concat(unreadable);
  }
  progress.end();
  return all;
}
