import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { HotlineCallV1 } from './hotline-call.v1.js';

export const hotlineCall = kind({
  name: 'hotline-call',
  version: 1,
  plural: 'hotline-calls',
  about: 'A call between two partners: how the caller was verified, how it ended, and when the letter is due.',
  body: HotlineCallV1,
  publishers: PARTNERS,
  officers: () => 1,
  gated: false,
  target: ({ body }) => body.requestId,
  rules: (envelope) => [
    ...partyFaults(envelope),
    ...verificationFaults(envelope.body),
    ...letterFaults(envelope.body),
    ...dueFaults(envelope.body),
  ],
});

/** Only who took part says what was said. */
function partyFaults({ sender, body: { from, to } }: Envelope<HotlineCallV1>): Fault[] {
  if (from !== to && (sender === from || sender === to)) return [];
  return [{ pointer: '/body/to', rule: 'call-party', message: 'name two partners, one of them the sender' }];
}

const VERIFIED: Readonly<Record<string, boolean>> = { ACTION_AGREED: true, NOT_VERIFIED: false, NO_ANSWER: false };

/** Nobody acts on a voice that was not verified. */
function verificationFaults({ outcome, verifiedBy }: HotlineCallV1): Fault[] {
  const wanted = VERIFIED[outcome];
  if (wanted === undefined || wanted === (verifiedBy !== undefined)) return [];
  const message = wanted ? 'is missing: verify the caller before acting' : 'contradicts the outcome; remove it';
  return [{ pointer: '/body/verifiedBy', rule: 'call-verified', message }];
}

function letterFaults({ outcome, letterDueAt }: HotlineCallV1): Fault[] {
  if (outcome !== 'ACTION_AGREED' || letterDueAt !== undefined) return [];
  return [{ pointer: '/body/letterDueAt', rule: 'call-letter', message: 'is missing: a letter follows the voice' }];
}

function dueFaults({ startedAt, letterDueAt }: HotlineCallV1): Fault[] {
  if (letterDueAt === undefined || letterDueAt > startedAt) return [];
  return [{ pointer: '/body/letterDueAt', rule: 'call-due', message: 'must be after startedAt' }];
}
