import { Command } from 'commander';
import { HUB } from '@holdfast/contracts';
import { statesOf } from '../client/message-status.js';
import type { HubClient } from '../client/hub-client.js';
import { publishSigned } from '../client/publish-signed.js';
import { CommandFailed } from '../output/command-failed.js';
import { clientAs, collect, keyOf } from '../settings.js';
import type { CommonOptions } from '../settings.js';

interface EraseOptions extends CommonOptions {
  message: string[];
  index: string[];
  case?: string;
  sender?: string;
  basis: string;
  as: string;
  second?: string;
}

/** Days that the topics keep a message at most after it was erased: their retention, and a day of an open segment. */
const TOPIC_DAYS = 8;
const DAY_MS = 86_400_000;

/** `holdfast erase`: two operators erase the content of messages or of a case; their proofs stay valid. */
export function eraseCommand(common: (command: Command) => Command): Command {
  return common(new Command('erase').description('erases the content of messages or of a case, for good'))
    .option('--message <id>', 'message to erase; may be repeated', collect, [])
    .option('--index <index>', 'entry to erase; may be repeated', collect, [])
    .option('--case <number>', 'erases a case: its messages of the sender, and what answers them under this number')
    .option('--sender <partner>', 'whose case it is; two partners may use one number')
    .requiredOption('--basis <text>', 'legal basis; no personal data, for it stays')
    .option('--as <operator>', 'operator who asks', 'operator-1')
    .option('--second <operator>', 'operator who agrees, where the key lies on this machine too')
    .addHelpText(
      'after',
      '\nExample:\n  holdfast erase --message 1d2c3b4a-5968-8776-8554-433221100ffe --basis "Art. 17"',
    )
    .action(erase);
}

async function erase(options: EraseOptions): Promise<void> {
  const client = clientAs(options.as, options);
  if (client.partner !== HUB) throw new CommandFailed('Only operators of the hub erase; name one with --as');
  const keys = [client.key, ...(options.second === undefined ? [] : [keyOf(options.second, options)])];
  const message = erasure(client, options, await scopeOf(client, options));
  const { sealed } = await publishSigned(client, message, keys);
  const { messageId } = sealed.envelope;
  const answer = { messageId, inForce: keys.length > 1, topicsEnd: new Date(Date.now() + TOPIC_DAYS * DAY_MS) };
  process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : textOf(answer));
}

const CASE_OF_WHOM = 'Give --case and --sender together: two partners may use the same number for their cases';

type Scope = { scope: 'MESSAGE'; targets: number[] } | { scope: 'CASE'; sender: string };

/** An erasure names entries by their index: an id could be guessed from what is erased. */
async function scopeOf(client: HubClient, { message, index, case: number, sender }: EraseOptions): Promise<Scope> {
  const isNamed = message.length + index.length > 0;
  if (isNamed === (number !== undefined))
    throw new CommandFailed('Give either --message and --index, or --case and --sender');
  if ((number === undefined) !== (sender === undefined)) throw new CommandFailed(CASE_OF_WHOM);
  if (sender !== undefined) return { scope: 'CASE', sender };
  const states = message.length === 0 ? [] : await statesOf(client, message);
  const unknown = states.find(({ entries }) => entries.length === 0);
  if (unknown) throw new CommandFailed(`${unknown.messageId} is ${unknown.status}; nothing was asked for`);
  const own = states.flatMap(({ entries }) => entries.map((entry) => entry.index));
  return { scope: 'MESSAGE', targets: [...new Set([...own, ...index.map(Number)])] };
}

function erasure({ key }: HubClient, { case: number, basis }: EraseOptions, scope: Scope): object {
  const now = new Date().toISOString();
  return {
    kind: 'erasure',
    version: 1,
    reference: `erasure/${now}`,
    occurredAt: now,
    audience: { groups: ['members'] },
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R6', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    officer: key.officer,
    ...(number === undefined ? {} : { case: { number } }),
    body: { ...scope, basis, effectiveAt: now },
  };
}

function textOf({ messageId, inForce, topicsEnd }: { messageId: string; inForce: boolean; topicsEnd: Date }): string {
  const done = inForce
    ? `Erased, as ${messageId}`
    : `Asked for; it takes effect with another operator's word: holdfast approve ${messageId} --as operator-2`;
  return `${done}
The tables hold it no longer from then on. Kafka gives no copy of it after ${topicsEnd.toISOString()};
the broker's file of a topic on which nothing more is said holds its bytes until something is. Backups and the database's write-ahead log end with theirs, and a restore erases it again before it serves.
`;
}
