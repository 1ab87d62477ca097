import { seal } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { publishSigned } from '../../client/publish-signed.js';
import { approvalOf } from '../../messages/sign/approval-of.js';
import { CommandFailed } from '../../output/command-failed.js';
import { statementText } from '../view/statement-text.js';
import type { Officer } from './officer.js';

/** A request that is recorded; without an approval nobody else sees it. */
export interface SentRequest {
  envelope: Envelope;
  approved: boolean;
}

/**
 * Shows on stderr what the request says, signs it as the first officer, publishes it, and approves exactly this content
 * as the second where that key is here. Throws CommandFailed when either is not recorded.
 */
export async function sendRequest(message: object, first: Officer, second?: Officer): Promise<SentRequest> {
  if (second?.id === first.id) throw new CommandFailed('The second person is another than the first: name one');
  process.stderr.write(`${statementText(seal(message, first.client.partner).envelope)}\n`);
  const { sealed } = await publishSigned(first.client, message, [first.client.key]);
  const { envelope } = sealed;
  if (!second) return { envelope, approved: false };
  const approval = approvalOf(sealed, second.id, {
    target: envelope.messageId,
    contentHash: sealed.contentHash.toString('hex'),
    decision: 'APPROVED',
    role: 'APPROVER',
  });
  const { entry } = await publishSigned(second.client, approval, [second.client.key]);
  if (entry.reason !== undefined)
    throw new CommandFailed(
      `The approval of ${envelope.messageId} has no effect: ${entry.reason}; is ${second.name} an APPROVER?`,
    );
  return { envelope, approved: true };
}

/** What to say of a message that was sent for a request, and what is still to do. */
export function sentText({ envelope: { messageId, sender }, approved }: SentRequest, requestId = messageId): string {
  if (approved) return `${messageId} is signed and approved; see holdfast request show ${requestId} --as ${sender}\n`;
  return `${messageId} is signed; a second officer approves: holdfast approve ${messageId} --as ${sender}.<officer>\n`;
}
