import { HoldEventV1, parse, targetOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { isGated } from './open-request.js';
import { termsOf } from './terms.js';

const KINDS = new Set([
  'acknowledgement',
  'approval',
  'clarification',
  'enforcement-response',
  'hold-event',
  'revocation',
  'routing',
  'sla-event',
]);

/** Whether a message may say something of a gated one. */
export const concernsRequests = (envelope: Envelope): boolean => isGated(envelope) || KINDS.has(envelope.kind);

/** The message that this one is about; of a later event of a hold, the hold. */
export function subjectOf(envelope: Envelope): string {
  if (envelope.kind === 'hold-event') {
    const { holdId, requestId } = parse(HoldEventV1, envelope.body);
    return holdId ?? requestId;
  }
  return targetOf(envelope) ?? envelope.messageId;
}

/** Messages of other requests that a gated message is about: its first generation, a hold, a lookup. */
export function linksOf(envelope: Envelope): string[] {
  const terms = termsOf(envelope);
  return [terms?.requestId, terms?.holdId, terms?.routing.lookupId].flatMap((id) => id ?? []);
}
