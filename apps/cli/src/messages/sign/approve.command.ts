import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { directoryKeyOf, HUB, readJson, seal } from '@holdfast/contracts';
import type { Sealed } from '@holdfast/contracts';
import { readItem } from '../../client/feed.js';
import type { HubClient } from '../../client/hub-client.js';
import { statesOf } from '../../client/message-status.js';
import { publishSigned } from '../../client/publish-signed.js';
import { EXIT } from '../../output/exit-code.js';
import { CommandFailed } from '../../output/command-failed.js';
import { untilInForce } from '../../directory/in-force.js';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { approvalOf } from './approval-of.js';

interface ApproveOptions extends CommonOptions {
  as: string;
  role?: string;
  return?: boolean;
  note?: string;
  file?: string;
}

/** `holdfast approve`: the second person's word on exactly one content of a message. */
export function approveCommand(common: (command: Command) => Command): Command {
  return common(new Command('approve').description('approves or returns a message of the own organisation'))
    .argument('<message>', 'message id')
    .requiredOption('--as <officer>', 'officer who approves: another than the one who signed')
    .addOption(
      new Option('--role <role>', 'in which role').choices(['APPROVER', 'LEGAL', 'VALIDATING_AUTHORITY', 'OPERATOR']),
    )
    .option('--return', 'returns it instead; say why with --note')
    .option('--note <text>', 'note to the requester')
    .option('--file <file>', 'the message itself, where it is not one of the own organisation')
    .addHelpText(
      'after',
      '\nExample:\n  holdfast approve 1d2c3b4a-5968-8776-8554-433221100ffe --as demo-police.officer-2',
    )
    .action(approve);
}

async function approve(id: string, options: ApproveOptions): Promise<void> {
  const client = clientAs(options.as, options);
  const { officer } = client.key;
  if (officer === undefined) throw new CommandFailed('Only an officer approves; name one with --as');
  const target = options.file === undefined ? await recorded(client, id) : fromFile(options.file, id);
  if (target.envelope.officer === officer) throw new CommandFailed('The second person is another than the first');
  const contentHash = target.contentHash.toString('hex');
  const role = options.role ?? (client.partner === HUB ? 'OPERATOR' : 'APPROVER');
  const decision = options.return ? 'RETURNED' : 'APPROVED';
  const note = options.note === undefined ? {} : { note: options.note };
  const message = approvalOf(target, officer, { target: id, contentHash, decision, role, ...note });
  const { sealed, entry } = await publishSigned(client, message, [client.key]);
  const inForce = entry.reason === undefined ? await takesForce(client, target, decision) : false;
  const { messageId } = sealed.envelope;
  const answer = { messageId, target: id, contentHash, decision, inForce, reason: entry.reason };
  process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : `${textOf(target, decision, answer)}\n`);
  if (entry.reason !== undefined && decision === 'APPROVED') process.exitCode = EXIT.refused;
}

/** Whether a directory object is in force now; undefined for what somebody else decides on. */
async function takesForce(client: HubClient, { envelope }: Sealed, decision: string): Promise<boolean | undefined> {
  if (directoryKeyOf(envelope) === undefined || decision !== 'APPROVED') return undefined;
  return untilInForce(client, envelope);
}

function textOf(
  { envelope, contentHash }: Sealed,
  decision: string,
  { inForce, reason }: { inForce: boolean | undefined; reason: string | undefined },
): string {
  const done = `${decision} ${envelope.kind} ${envelope.reference} (${contentHash.toString('hex')})`;
  if (reason !== undefined) return `${done}; recorded without effect: ${reason}`;
  return inForce ? `${done}; it is in force` : done;
}

/** The target as it is recorded, read and hashed anew: what is approved is what was seen. */
async function recorded(client: HubClient, id: string): Promise<Sealed> {
  const [state] = await statesOf(client, [id]);
  const entry = state?.entries.find(({ status }) => status === 'recorded');
  if (!entry) throw new CommandFailed('No recorded message of the own organisation has this id; give it with --file');
  const page = Object(await client.get(`/v1/entries?after=${entry.index - 1}&limit=1`));
  const item = readItem(Array.from<unknown>(page.items)[0]);
  const { source: _source, ...envelope } = item.envelope;
  const sealed = seal(envelope, client.partner);
  if (item.index !== entry.index || sealed.contentHash.toString('hex') !== entry.contentHash)
    throw new CommandFailed('What the hub shows is not what it recorded; nothing was approved');
  return sealed;
}

function fromFile(path: string, id: string): Sealed {
  const message = Object(readJson(readFileSync(path)));
  const sealed = seal(message, String(message.sender));
  if (sealed.envelope.messageId !== id) throw new CommandFailed('The file holds another message');
  return sealed;
}
