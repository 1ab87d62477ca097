import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

const WAIT_S = 10;

/** `holdfast receipt`: saves the proof that a message is recorded, which stands without the hub. */
export function receiptCommand(common: (command: Command) => Command): Command {
  return common(new Command('receipt').description('saves the proof that a message is recorded'))
    .argument('<message>', 'message id')
    .requiredOption('--as <partner>', 'partner that sent the message')
    .option('--out <file>', 'where to; - prints it (default: <message>.tlog-proof)')
    .addHelpText(
      'after',
      '\nExample:\n  holdfast receipt 1d2c3b4a-5968-8776-8554-433221100ffe --as demo-police\n  holdfast verify receipt 1d2c3b4a-5968-8776-8554-433221100ffe.tlog-proof --key ledger.key',
    )
    .action(async (message: string, options: CommonOptions & { as: string; out?: string }) => {
      const path = `/v1/messages/${encodeURIComponent(message)}/receipt`;
      const receipt = await clientAs(options.as, options).text(path, { headers: { prefer: `wait=${WAIT_S}` } });
      const out = options.out ?? `${encodeURIComponent(message)}.tlog-proof`;
      if (out === '-') process.stdout.write(receipt);
      else await writeFile(out, receipt);
      if (out !== '-') process.stdout.write(options.json ? `${JSON.stringify({ file: out })}\n` : `Saved as ${out}\n`);
    });
}
