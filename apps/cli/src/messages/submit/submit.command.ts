import { Command } from 'commander';
import { statesOf, untilRecorded } from '../../client/message-status.js';
import type { HubClient } from '../../client/hub-client.js';
import { EXIT } from '../../output/exit-code.js';
import { Progress } from '../../output/progress.js';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { messageFile, messageIdsIn } from './read-lines.js';
import { summaryText } from './summary.js';
import type { Summary } from './summary.js';
import { upload } from './upload.js';

const RECORD_TIMEOUT_MS = 60_000;

interface SubmitOptions extends CommonOptions {
  as: string;
}

/** `holdfast submit`: uploads a file of messages and says what became of them. */
export function submitCommand(common: (command: Command) => Command): Command {
  return common(
    new Command('submit').description('submits a file of messages (NDJSON, or one message as .json; - is stdin)'),
  )
    .argument('<file>', 'file to submit')
    .requiredOption('--as <partner>', 'partner that sends')
    .addHelpText('after', '\nExample:\n  holdfast submit --as demo-treasury examples/ofac-flags.ndjson')
    .action(async (path: string, options: SubmitOptions) => {
      const summary = await submit(clientAs(options.as, options), path);
      process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
      if (summary.refused > 0 || summary.conflicts > 0 || summary.unrecorded > 0) process.exitCode = EXIT.refused;
    });
}

async function submit(client: HubClient, path: string): Promise<Summary> {
  const file = messageFile(path);
  const progress = new Progress();
  const ids = await messageIdsIn(file, client.partner);
  const before = await statesOf(client, ids);
  const known = before.filter(({ status }) => status === 'known').length;

  let sent = 0;
  const answer = await upload(client, file, (bytes) => progress.show('sending ', (sent += bytes), file.bytes));
  const unknown = before.filter(({ status }) => status === 'unknown').map(({ messageId }) => messageId);
  const expected = Math.max(answer.accepted - known, 0);
  const refusedIds = Math.max(unknown.length - expected, 0);
  const waiting = await untilRecorded(client, unknown, {
    timeoutMs: expected === 0 ? 0 : RECORD_TIMEOUT_MS,
    enough: refusedIds,
    progress: (missing) => progress.show('recorded', unknown.length - missing, expected),
  });
  progress.end();
  const after = await statesOf(client, ids);
  const conflicts = after.filter(({ entries }) => entries.some(({ status }) => status === 'conflict')).length;
  const { accepted, refused, refusals } = answer;
  const duplicates = path === '-' ? 0 : accepted - expected;
  return {
    accepted,
    new: expected,
    duplicates,
    refused,
    refusals,
    conflicts,
    unrecorded: Math.max(waiting.length - refusedIds, 0),
  };
}
