import { targetOf } from '@holdfast/contracts';
import type { Envelope, ReplaySessionV1 } from '@holdfast/contracts';
import type { Verdict } from '@holdfast/policy';
import type { Profile } from '../terms.js';

/** What of an entry is judged; `envelope` is absent where nobody can read it. */
export interface Candidate {
  status: string;
  acceptedAt: string;
  envelope?: Envelope;
}

/** Why an entry is left out of a replay, and whether the reader is told which one. */
export interface LeftOut {
  reason: string;
  listed: boolean;
}

/** Not asked for: another topic, time, case, sender or target. */
export const NOT_ASKED: LeftOut = { reason: 'FILTER', listed: false };

/**
 * Why an entry is left out, or undefined when it is given. `view` says whether the partner as whom it is replayed could
 * have read it. What a partner could not see is counted and not listed; what a court may not have is listed.
 */
export function leftOut(
  candidate: Candidate,
  session: ReplaySessionV1,
  { court }: Profile,
  view?: Verdict,
): LeftOut | undefined {
  if (!wasAskedFor(candidate, session)) return NOT_ASKED;
  if (view && !view.allowed) return { reason: view.rule, listed: view.rule === 'TARGET-ERASED' };
  if (!court) return undefined;
  if (!candidate.envelope) return { reason: 'UNREADABLE', listed: true };
  return candidate.envelope.handling.code === 'H1' ? { reason: 'H1', listed: true } : undefined;
}

/** Whether the entry fits everything that the session names. */
export function wasAskedFor({ acceptedAt, envelope }: Candidate, { window, filter }: ReplaySessionV1): boolean {
  if (window && (acceptedAt < window.from || acceptedAt >= window.to)) return false;
  if (!filter) return true;
  // What nobody can read fits no filter.
  return envelope !== undefined && fits(envelope, filter);
}

function fits(envelope: Envelope, { caseNumber, senders, targets }: NonNullable<ReplaySessionV1['filter']>): boolean {
  if (caseNumber !== undefined && envelope.case?.number !== caseNumber) return false;
  if (senders && !senders.includes(envelope.sender)) return false;
  return !targets || targets.includes(envelope.messageId) || targets.includes(targetOf(envelope) ?? '');
}
