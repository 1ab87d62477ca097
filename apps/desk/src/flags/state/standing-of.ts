import { disputeOf } from './dispute.js';
import type { FlagState } from './fold-flag.js';

/** How a flag stands, whatever the time: what is not revoked counts until its end. */
export type Standing = 'ACTIVE' | 'SUSPECTED' | 'DISPUTED' | 'REVOKED';

/** What ends or disputes a flag counts while the flag does. */
export function standingOf(state: FlagState): Standing {
  const { revocation, validUntil, current } = state;
  if (revocation && revocation.at < validUntil) return 'REVOKED';
  const dispute = disputeOf(state);
  if (dispute && dispute.disputedAt < validUntil) return 'DISPUTED';
  return current.terms.status === 'SUSPECTED' ? 'SUSPECTED' : 'ACTIVE';
}
