import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { HOLDERS } from '../../publishers.js';
import { partFaults } from '../../shapes/faults.js';
import { FlagHitV1 } from './flag-hit.v1.js';

export const flagHit = kind({
  name: 'flag-hit',
  version: 1,
  plural: 'flag-hits',
  about: 'Flagged funds arrived at an exchange.',
  body: FlagHitV1,
  publishers: HOLDERS,
  gated: false,
  target: ({ body }) => body.flagId,
  rules: (envelope) => [...exchangeFaults(envelope), ...creditFaults(envelope.body), ...processFaults(envelope)],
});

function exchangeFaults({ sender, body }: Envelope<FlagHitV1>): Fault[] {
  if (body.exchange === sender) return [];
  return [{ pointer: '/body/exchange', rule: 'hit-exchange', message: 'is not the sender' }];
}

/** What is pending was not credited yet, what was credited or withdrawn was, and what is held somebody holds. */
function creditFaults({ accountState, actionTaken, creditedAt }: FlagHitV1): Fault[] {
  const faults = partFaults({
    pointer: '/body/creditedAt',
    rule: 'hit-credit',
    present: creditedAt !== undefined,
    needed: accountState === 'CREDITED' || accountState === 'WITHDRAWN',
    allowed: accountState !== 'PENDING_CREDIT',
  });
  if (accountState === 'HELD' && actionTaken !== 'HELD' && actionTaken !== 'PARTIALLY_HELD') {
    const message = 'is HELD or PARTIALLY_HELD where the funds are held';
    faults.push({ pointer: '/body/actionTaken', rule: 'hit-action', message });
  }
  return faults;
}

function processFaults({
  occurredAt,
  body: { creditedAt = occurredAt, legalProcessBy },
}: Envelope<FlagHitV1>): Fault[] {
  if (legalProcessBy === undefined || legalProcessBy > creditedAt) return [];
  return [{ pointer: '/body/legalProcessBy', rule: 'hit-legal-process', message: 'must be after the credit' }];
}
