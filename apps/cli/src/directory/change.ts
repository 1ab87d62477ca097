import { kindOf, seal, signContent } from '@holdfast/contracts';
import type { Envelope, SigningKey } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';
import { untilRecorded } from '../client/message-status.js';
import { CommandFailed } from '../output/command-failed.js';
import { directoryMessage } from './directory-message.js';
import { untilInForce } from './in-force.js';

const TIMEOUT_MS = 20_000;

/** A version of a directory object, and who says it. */
export interface Change {
  kind: 'organisation' | 'officer';
  reference: string;
  supersedes?: string;
  body: object;
  /** The second person, whose key lies on this machine too; otherwise an approval must follow. */
  second?: SigningKey | undefined;
  /** A suspension needs one person alone. */
  aloneSuffices?: boolean;
}

/** What became of a change: recorded, and perhaps in force. */
export interface Changed {
  messageId: string;
  inForce: boolean;
}

/** Publishes a change as the acting officer and waits until it is recorded, and in force when nobody else is needed. */
export async function publishChange(client: HubClient, change: Change): Promise<Changed> {
  const { body, second, aloneSuffices = false, ...head } = change;
  const { officer } = client.key;
  if (officer === undefined) throw new CommandFailed('The directory is changed by officers; name one with --as');
  const message = directoryMessage({ ...head, occurredAt: new Date(), officer }, body);
  const { contentHash, envelope } = seal(message, client.partner);
  const keys = second ? [client.key, second] : [client.key];
  const signatures = keys.map((key) => signContent(contentHash, 'officer', key));
  const { messageId } = envelope;
  await client.post('/v1/messages', { ...message, signatures });
  const missing = await untilRecorded(client, [messageId], { timeoutMs: TIMEOUT_MS });
  if (missing.length > 0) throw new CommandFailed('Accepted, but not recorded in time; ask again with holdfast status');
  const isComplete = second !== undefined || aloneSuffices;
  const partner = ownerOf(envelope);
  return { messageId, inForce: isComplete && (await untilInForce(client, { messageId, partner }, TIMEOUT_MS)) };
}

/** The partner whose part of the directory a message speaks of. */
export function ownerOf(envelope: Envelope): string {
  return kindOf(envelope.kind, envelope.version)?.directoryKey?.(envelope).split('/')[1] ?? envelope.sender;
}

/** What to say of a change, and what is still to do. */
export function changeText(what: string, { messageId, inForce }: Changed): string {
  return inForce
    ? `${what}, recorded as ${messageId}\n`
    : `${what}, once a second officer approves: holdfast approve ${messageId} --as <officer>\n`;
}
