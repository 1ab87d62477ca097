import { join } from 'node:path';
import { Command, Option } from 'commander';
import { HUB, parse } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';
import { publishSigned } from '../client/publish-signed.js';
import { CommandFailed } from '../output/command-failed.js';
import { EXIT } from '../output/exit-code.js';
import { clientAs, collect, keyOf, settingsOf } from '../settings.js';
import { ReplayBasis } from './replay/answers.js';
import { manifestPath } from './replay/replay-file.js';
import { runReplay } from './replay/run-replay.js';
import type { Manifest } from './replay/run-replay.js';
import { sessionMessage } from './replay/session-message.js';
import { destinationOf, sessionOf, TO_TOPIC } from './replay/wish.js';
import type { ReplayOptions } from './replay/wish.js';

const PURPOSES = ['COURT', 'REGULATOR', 'INTERNAL_AUDIT', 'INCIDENT', 'RECOVERY'];

/** `holdfast replay`: a part of the record again, for an audit that two operators agreed on. */
export function replayCommand(common: (command: Command) => Command): Command {
  return common(new Command('replay').description('replays a part of the record to a file or a topic of its own'))
    .option('--kind <kind>', 'kind of message; may be repeated (default: all)', collect, [])
    .option('--from <time>', 'accepted from this time on; with --to TIME')
    .option('--to <where>', 'FILE, or topic; and, with --from, the time before which: may be given twice', collect, [])
    .option('--case <number>', 'messages of this case')
    .option('--range <range>', 'indexes, first..last')
    .addOption(new Option('--profile <name>', 'court leaves out what no court may use').choices(['full', 'court']))
    .option('--as-partner <partner>', 'only what this partner was allowed to see')
    .addOption(new Option('--purpose <purpose>', 'what for').choices(PURPOSES))
    .option('--as <operator>', 'operator who asks and runs', 'operator-1')
    .option('--second <operator>', 'operator who agrees, where the key lies on this machine too')
    .option('--session <id>', 'runs this approved session, or goes on with it')
    .addHelpText('after', EXAMPLE)
    .action(replay);
}

const EXAMPLE = `
Example:
  holdfast replay --kind address-flags --from 2026-04-01 --to 2026-05-01 --to flags.ndjson --purpose COURT
  holdfast approve SESSION --as operator-2
  holdfast replay --session SESSION --to flags.ndjson`;

async function replay(options: ReplayOptions): Promise<void> {
  const client = clientAs(options.as, options);
  if (client.partner !== HUB) throw new CommandFailed('Only operators of the hub replay; name one with --as');
  const where = destinationOf(options);
  const session = options.session ?? (await ask(client, options));
  if (options.session === undefined && options.second === undefined) {
    process.stdout.write(options.json ? `${JSON.stringify({ session, approved: false })}\n` : nextText(session, where));
    return;
  }
  const output = where === TO_TOPIC ? join(settingsOf(options).home, `replay-${session}`) : where;
  const manifest = await runReplay(client, { sessionId: session, where, output });
  process.stdout.write(options.json ? `${JSON.stringify(manifest)}\n` : doneText(manifest, where, output));
  if (manifest.mismatches.length > 0) process.exitCode = EXIT.refused;
}

/** Publishes the session and says its id; with both signatures it takes effect at once. */
async function ask(client: HubClient, options: ReplayOptions): Promise<string> {
  const body = sessionOf(options, parse(ReplayBasis, await client.get('/v1/replays')));
  const message = sessionMessage(client.key.officer, `replay/${new Date().toISOString()}`, body);
  const keys = options.second === undefined ? [client.key] : [client.key, keyOf(options.second, options)];
  return (await publishSigned(client, message, keys)).sealed.envelope.messageId;
}

const nextText = (session: string, where: string) => `Asked for. Another operator approves it, then it runs:
  holdfast approve ${session} --as operator-2
  holdfast replay --session ${session} --to ${where}
`;

function doneText(manifest: Manifest, where: string, output: string): string {
  const { counts, mismatches, sessionId, span } = manifest;
  const left = counts.leftOut.map(({ reason, count }) => `${count} ${reason}`).join(', ');
  const broken = mismatches.map(({ index, reason }) => `  ${index} ${reason}\n`).join('');
  const to = where === TO_TOPIC ? `holdfast.replay.${sessionId}` : where;
  return `${counts.entries} entries and ${counts.tombstones} tombstones of ${span.from}..${span.to} are in ${to}
left out    ${left || 'nothing'}
range root  ${manifest.rangeRoot}
sha256      ${manifest.sha256}
manifest    ${manifestPath(output)}
recorded as ${manifest.recordedAs}
${broken && `NOT AS THE TREE HAS THEM, the ledger was changed:\n${broken}`}`;
}
