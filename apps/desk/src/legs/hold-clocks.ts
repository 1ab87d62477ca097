import { dueClock } from '../clocks/clock.js';
import type { Calendar } from '../clocks/calendar.js';
import { isHeld } from '../holds/hold.js';
import type { Hold, HoldTerms } from '../holds/hold.js';
import type { Leg } from './leg.js';
import { begin, stopClocks } from './stop-clocks.js';

/**
 * The clocks of a leg as its holds now stand: that of the hold (C3) stops once there is one, that of the document (C6,
 * the requester's to keep) runs while a provisional hold waits for it, that of letting go (C9) while something that
 * ended is not released.
 */
export function withHoldClocks(
  leg: Leg,
  holds: readonly Hold[],
  at: string,
  terms: HoldTerms & { calendar: Calendar },
): Leg {
  const own = holds.filter(({ holder }) => holder === leg.recipient);
  const clocks = own.length === 0 ? leg.clocks : stopClocks(leg.clocks, ['C1', 'C2', 'C3'], at);
  return { ...leg, clocks: withRelease(withDocument(clocks, own, at, terms), own, at, terms) };
}

function withDocument(clocks: Leg['clocks'], holds: readonly Hold[], at: string, terms: HoldTerms): Leg['clocks'] {
  const due = terms.request.freeze?.legalDocumentDueAt;
  const isWaiting = terms.documentAt === undefined && holds.some(({ state }) => state === 'PROVISIONAL');
  if (!isWaiting) return stopClocks(clocks, ['C6'], at);
  return clocks.C6 || due === undefined || due <= at ? clocks : { ...clocks, C6: dueClock(at, due) };
}

function withRelease(
  clocks: Leg['clocks'],
  holds: readonly Hold[],
  at: string,
  { request: { priority }, calendar }: HoldTerms & { calendar: Calendar },
): Leg['clocks'] {
  const isOwed = holds.some(
    (hold) =>
      hold.releaseDueSince !== undefined && hold.releasedAt === undefined && (isHeld(hold) || hold.state === 'LAPSED'),
  );
  return isOwed ? begin(clocks, 'C9', { startedAt: at, priority, calendar }) : stopClocks(clocks, ['C9'], at);
}
