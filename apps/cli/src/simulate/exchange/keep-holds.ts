import type { Speaker } from './answer.js';
import type { HeldFunds, Reply } from './exchange.js';
import { holdSaid } from './hold-said.js';

/** States in which assets are held. */
export const HELD: ReadonlySet<string> = new Set(['PROVISIONAL', 'CONFIRMED', 'EXTENDED']);

/** What follows for its holds: confirmed with the document, let go once time ran out or nobody asks any more. */
export function keepHolds(speaker: Speaker): Reply[] {
  return Object.values(speaker.state.holds).flatMap((hold) => keep(speaker, hold));
}

function keep(speaker: Speaker, hold: HeldFunds): Reply[] {
  const asked = speaker.state.requests[hold.requestId];
  if (!asked) return [];
  if (hold.state === 'LAPSED') {
    return [holdSaid(speaker, hold, { state: 'RELEASED', reason: 'Its time ran out' })];
  }
  if (asked.isWithdrawn && HELD.has(hold.state)) {
    return [holdSaid(speaker, hold, { state: 'RELEASED', reason: 'The request was withdrawn' })];
  }
  if (hold.state !== 'PROVISIONAL' || !asked.hasDocument) return [];
  const expiresAt = asked.terms.freeze?.expiresAt ?? hold.expiresAt;
  return [holdSaid(speaker, hold, { state: 'CONFIRMED', expiresAt })];
}
