import type { Envelope } from '@holdfast/contracts';
import type { HubMessage } from '../../fold/desk-part.js';
import { sayAbout } from '../../outbox/say-about.js';
import type { Grant, Request } from '../state/request.js';

/** The routings that are to be said of a message: those of grants that have not come back, and of a stop. */
export function routingsDue({ envelope, state: { grants, stop } }: Request): HubMessage[] {
  const releases = grants.filter(({ routed }) => !routed).map((grant) => release(envelope, grant));
  if (!stop || stop.routed) return releases;
  const body = { target: envelope.messageId, action: 'STOP', reason: REASONS[stop.rule] ?? stop.rule, rule: stop.rule };
  return [...releases, routing(envelope, `routing/${envelope.messageId}/stop`, stop.at, body)];
}

function release(envelope: Envelope, { ordinal, recipients, at, rule }: Grant): HubMessage {
  const { messageId } = envelope;
  const body = { target: messageId, action: 'RELEASE', recipients, reason: REASONS[rule] ?? rule, rule };
  return routing(envelope, `routing/${messageId}/${ordinal}`, at, body);
}

const REASONS: Readonly<Record<string, string>> = {
  APPROVED: 'Everything that it needed is there',
  'AFTER-LOOKUP': 'The lookup found whom it is for',
  WITHDRAWN: 'Its sender took it back',
};

/** What happened to a message is for its sender; its recipients are given the message itself. */
function routing(envelope: Envelope, reference: string, at: string, body: object): HubMessage {
  return sayAbout(envelope, { kind: 'routing', reference, at, to: [envelope.sender], body });
}
