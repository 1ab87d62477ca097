import type { SigningKey } from '@holdfast/contracts';
import type { HubClient } from '../client/hub-client.js';
import { publishSigned } from '../client/publish-signed.js';
import { CommandFailed } from '../output/command-failed.js';
import { directoryMessage } from './directory-message.js';
import { untilInForce } from './in-force.js';

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
  const { sealed } = await publishSigned(client, message, second ? [client.key, second] : [client.key]);
  const { messageId } = sealed.envelope;
  const isComplete = second !== undefined || aloneSuffices;
  return { messageId, inForce: isComplete && (await untilInForce(client, sealed.envelope)) };
}

/** What to say of a change, and what is still to do. */
export function changeText(what: string, { messageId, inForce }: Changed): string {
  return inForce
    ? `${what}, recorded as ${messageId}\n`
    : `${what}, once a second officer approves: holdfast approve ${messageId} --as <officer>\n`;
}
