import { Command } from 'commander';
import { HubUnreachable } from '../../client/hub-answer.js';
import { statesOf } from '../../client/message-status.js';
import { CommandFailed } from '../../output/command-failed.js';
import { EXIT } from '../../output/exit-code.js';
import { table } from '../../output/table.js';
import { clientAs, settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

interface StatusOptions extends CommonOptions {
  as?: string;
}

/** `holdfast status`: whether the hub can do its work, or what became of one message. */
export function statusCommand(common: (command: Command) => Command): Command {
  return common(new Command('status').description('shows whether the hub is ready, or what became of a message'))
    .argument('[message]', 'message id')
    .option('--as <partner>', 'partner that sent the message')
    .addHelpText(
      'after',
      '\nExample:\n  holdfast status\n  holdfast status 1d2c3b4a-5968-8776-8554-433221100ffe --as demo-police',
    )
    .action((message: string | undefined, options: StatusOptions) =>
      message === undefined ? hubStatus(options) : messageStatus(message, options),
    );
}

async function hubStatus(options: StatusOptions): Promise<void> {
  const { url } = settingsOf(options);
  const response = await fetch(`${url}/readyz`).catch((cause: unknown) => {
    throw new HubUnreachable(`Nobody answers at ${url}; is the hub running (npm start)?`, {}, { cause });
  });
  const answer = Object(await response.json());
  if (options.json) process.stdout.write(`${JSON.stringify({ url, ...answer })}\n`);
  else
    process.stdout.write(
      response.ok ? `The hub at ${url} is ready\n` : `The hub at ${url} lacks: ${answer.missing.join(', ')}\n`,
    );
  if (!response.ok) process.exitCode = EXIT.unavailable;
}

async function messageStatus(message: string, options: StatusOptions): Promise<void> {
  if (!options.as) throw new CommandFailed('Say whose message it is: --as PARTNER');
  const [state] = await statesOf(clientAs(options.as, options), [message]);
  if (options.json) process.stdout.write(`${JSON.stringify(state)}\n`);
  else if (state?.status === 'erased') process.stdout.write('Erased: it was recorded, and is not recorded again\n');
  else if (state?.status !== 'known')
    process.stdout.write('Unknown: not recorded yet, or not a message of this partner\n');
  else {
    const rows = state.entries.map(({ index, status, acceptedAt, contentHash }) => [
      String(index),
      status,
      acceptedAt,
      contentHash,
    ]);
    process.stdout.write(
      `${table(['index', 'status', 'accepted', 'content hash'], rows)}sent again ${state.duplicates} times\n`,
    );
  }
  if (state?.status !== 'known') process.exitCode = EXIT.refused;
}
