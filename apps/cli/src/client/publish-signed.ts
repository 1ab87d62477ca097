import { seal, signContent } from '@holdfast/contracts';
import type { Sealed, SigningKey } from '@holdfast/contracts';
import { CommandFailed } from '../output/command-failed.js';
import type { HubClient } from './hub-client.js';
import { statesOf, untilRecorded } from './message-status.js';
import type { EntryStatus } from './message-status.js';

const TIMEOUT_MS = 20_000;

/** A message that its officers signed and the ledger holds. */
export interface PublishedMessage {
  sealed: Sealed;
  entry: EntryStatus;
}

/**
 * Signs a message as officers, if any are named, publishes it and waits until exactly this content is recorded. Throws
 * CommandFailed when it is not, or when the same reference was used for something else before.
 */
export async function publishSigned(
  client: HubClient,
  message: object,
  keys: readonly SigningKey[],
): Promise<PublishedMessage> {
  const sealed = seal(message, client.partner);
  const { messageId } = sealed.envelope;
  const signatures = keys.map((key) => signContent(sealed.contentHash, 'officer', key));
  await client.post('/v1/messages', signatures.length === 0 ? message : { ...message, signatures });
  const missing = await untilRecorded(client, [messageId], { timeoutMs: TIMEOUT_MS });
  if (missing.length > 0) throw new CommandFailed('Accepted, but not recorded in time; ask again with holdfast status');
  const [state] = await statesOf(client, [messageId]);
  const contentHash = sealed.contentHash.toString('hex');
  const entry = state?.entries.find((each) => each.contentHash === contentHash);
  if (entry?.status === 'recorded') return { sealed, entry };
  throw new CommandFailed(`Recorded as ${entry?.status ?? 'other content'}: it changes nothing`);
}
