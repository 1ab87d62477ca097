import { disputeOf } from './dispute.js';
import type { FlagState } from './fold-flag.js';

/** How a flag stands, whatever the time: what is not revoked counts until its end. */
export type Standing = 'ACTIVE' | 'SUSPECTED' | 'DISPUTED' | 'REVOKED';
export type FlagStatus = Standing | 'EXPIRED';

/** What ends or disputes a flag counts while the flag does. */
export function standingOf(state: FlagState): Standing {
  const { revocation, validUntil, current } = state;
  if (revocation && revocation.at < validUntil) return 'REVOKED';
  const dispute = disputeOf(state);
  if (dispute && dispute.disputedAt < validUntil) return 'DISPUTED';
  return current.terms.status === 'SUSPECTED' ? 'SUSPECTED' : 'ACTIVE';
}

/** The status at a moment: a flag expires by itself, nobody says so. */
export function statusAt(flag: { standing: Standing; validUntil: string }, now: string): FlagStatus {
  return flag.standing !== 'REVOKED' && now >= flag.validUntil ? 'EXPIRED' : flag.standing;
}
