import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HUB, ORGANISATION_TYPES } from '../../publishers.js';
import { RevocationV1 } from './revocation.v1.js';

export const revocation = kind({
  name: 'revocation',
  version: 1,
  plural: 'revocations',
  about: 'A message counts no longer: why, what stands in its place, and what its readers must do until when.',
  body: RevocationV1,
  publishers: ORGANISATION_TYPES,
  // Money that was held moves again: one person alone may not do that.
  officers: ({ body }) => (body.requiredAction === 'RELEASE_HOLD' ? 2 : 1),
  gated: false,
  target: ({ body }) => body.targetMessageId,
  rules: (envelope) => [
    ...replacementFaults(envelope.body),
    ...selfFaults(envelope.body),
    ...deadlineFaults(envelope),
    ...courtFaults(envelope),
  ],
});

function replacementFaults({ action, replacementId }: RevocationV1): Fault[] {
  if ((action === 'CORRECT') === (replacementId !== undefined)) return [];
  const message = 'goes with CORRECT, and only with it';
  return [{ pointer: '/body/replacementId', rule: 'revocation-replacement', message }];
}

function selfFaults({ targetMessageId, replacementId }: RevocationV1): Fault[] {
  if (replacementId !== targetMessageId) return [];
  const message = 'is the message that is taken back; name the one that stands in its place';
  return [{ pointer: '/body/replacementId', rule: 'revocation-self', message }];
}

function deadlineFaults({ occurredAt, body }: Envelope<RevocationV1>): Fault[] {
  if (body.applyBy > occurredAt) return [];
  return [{ pointer: '/body/applyBy', rule: 'revocation-deadline', message: 'must be after occurredAt' }];
}

/** What a court ordered the hub says for it, and then names the court. */
function courtFaults({ sender, onBehalfOf, body }: Envelope<RevocationV1>): Fault[] {
  if (sender !== HUB || body.reason !== 'COURT_ORDER' || onBehalfOf !== undefined) return [];
  return [{ pointer: '/onBehalfOf', rule: 'revocation-court', message: 'name the court that ordered it' }];
}
