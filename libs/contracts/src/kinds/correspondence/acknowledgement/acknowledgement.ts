import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HUB, ORGANISATION_TYPES } from '../../publishers.js';
import { AcknowledgementV1 } from './acknowledgement.v1.js';

export const acknowledgement = kind({
  name: 'acknowledgement',
  version: 1,
  plural: 'acknowledgements',
  about: 'How far a message came with one who was given it: a system, a person, a package, an effect.',
  body: AcknowledgementV1,
  publishers: ORGANISATION_TYPES,
  officers: ({ body }) => (body.level === 'HUMAN' ? 1 : 0),
  gated: false,
  target: ({ body }) => body.ofMessageId,
  rules: (envelope) => [...errorFaults(envelope.body), ...officerFaults(envelope), ...recipientFaults(envelope)],
});

function errorFaults({ result, errors }: AcknowledgementV1): Fault[] {
  if ((result === 'REJECTED') === (errors !== undefined)) return [];
  const message = 'goes with REJECTED, and only with it: say what is wrong';
  return [{ pointer: '/body/errors', rule: 'acknowledgement-errors', message }];
}

/** A machine that says that a person has read it would stop a clock that nobody watched. */
function officerFaults({ officer, body: { level, byOfficer } }: Envelope<AcknowledgementV1>): Fault[] {
  const holds = level === 'HUMAN' ? byOfficer !== undefined && byOfficer === officer : byOfficer === undefined;
  if (holds) return [];
  const message = 'is the officer of the envelope on level HUMAN, and absent on every other';
  return [{ pointer: '/body/byOfficer', rule: 'acknowledgement-officer', message }];
}

/** A partner speaks for itself; only the hub says of somebody else that it was given a message. */
function recipientFaults({ sender, body: { level, recipient } }: Envelope<AcknowledgementV1>): Fault[] {
  if ((sender === HUB && level === 'DELIVERED') === (recipient !== undefined)) return [];
  const message = "goes with the hub's own DELIVERED, and only with it";
  return [{ pointer: '/body/recipient', rule: 'acknowledgement-recipient', message }];
}
