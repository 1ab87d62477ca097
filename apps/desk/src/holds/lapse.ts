import type { Envelope } from '@holdfast/contracts';
import type { HubMessage } from '../fold/desk-part.js';
import { isHeld } from './hold.js';
import type { Hold } from './hold.js';

/** Whether a hold has ended by itself before this moment. */
export const hasLapsed = (hold: Hold, now: string): boolean =>
  isHeld(hold) && hold.endsAt !== undefined && hold.endsAt < now;

/** What the hub says of a hold that ended by itself: to who asked for it and who holds it, at the moment of its end. */
export function lapse({ messageId, sender, handling, exercise }: Envelope, hold: Hold): HubMessage {
  return {
    kind: 'hold-event',
    version: 1,
    reference: `lapse/${hold.holdId}`,
    occurredAt: hold.endsAt,
    audience: { partners: [sender, hold.holder] },
    handling,
    language: 'en',
    correlates: [],
    exercise,
    body: { holdId: hold.holdId, requestId: messageId, targetId: hold.targetId, state: 'LAPSED', reason: hold.endRule },
  };
}
