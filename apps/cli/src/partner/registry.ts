import { OrganisationV1, parse, seal, signContent } from '@holdfast/contracts';
import { itemsOf } from '../client/feed.js';
import type { HubClient } from '../client/hub-client.js';
import { untilRecorded } from '../client/message-status.js';
import { CommandFailed } from '../command-failed.js';
import { organisationMessage } from './organisation-message.js';

const RECORD_TIMEOUT_MS = 20_000;

/** The version of an organisation that is in force. */
export interface Registered {
  organisation: OrganisationV1;
  messageId: string;
  /** How many versions there were. */
  versions: number;
}

/** Every organisation as it is now, from the operator's own feed. */
export async function registry(operator: HubClient): Promise<Map<string, Registered>> {
  const known = new Map<string, Registered>();
  for await (const { envelope } of itemsOf(operator, 'organisation')) {
    const organisation = parse(OrganisationV1, envelope.body);
    const versions = (known.get(organisation.id)?.versions ?? 0) + 1;
    known.set(organisation.id, { organisation, messageId: envelope.messageId, versions });
  }
  return known;
}

/** The organisation of that id. Throws CommandFailed when there is none. */
export async function registered(operator: HubClient, id: string): Promise<Registered> {
  const known = (await registry(operator)).get(id);
  if (!known) throw new CommandFailed(`No partner ${id}; holdfast partner list shows all`);
  return known;
}

/** Publishes the next version of an organisation, signed by the operator, and waits until it is recorded. */
export async function publishOrganisation(
  operator: HubClient,
  body: OrganisationV1,
  before?: Registered,
): Promise<string> {
  const reference = `${body.id}/${(before?.versions ?? 0) + 1}`;
  const supersedes = before ? { supersedes: before.messageId } : {};
  const message = organisationMessage(body, { reference, occurredAt: new Date(), ...supersedes });
  const { contentHash, envelope } = seal(message, 'hub');
  const signatures = [signContent(contentHash, 'partner', operator.key)];
  await operator.post('/v1/messages', { ...message, signatures });
  const missing = await untilRecorded(operator, [envelope.messageId], { timeoutMs: RECORD_TIMEOUT_MS });
  if (missing.length > 0) throw new CommandFailed('Accepted, but not recorded in time; ask again with holdfast status');
  return envelope.messageId;
}
