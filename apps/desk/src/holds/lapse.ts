import type { Envelope } from '@holdfast/contracts';
import type { HubMessage } from '../fold/desk-part.js';
import { sayAbout } from '../outbox/say-about.js';
import { isHeld } from './hold.js';
import type { Hold } from './hold.js';

/** What the hub says of a hold that has ended by itself: to who asked for it and who holds it, of that very moment. */
export function lapseDue(envelope: Envelope, hold: Hold, now: string): HubMessage[] {
  const { holdId, holder, targetId, endsAt, endRule } = hold;
  if (!isHeld(hold) || endsAt === undefined || endsAt >= now) return [];
  const { messageId: requestId, sender } = envelope;
  const body = { holdId, requestId, targetId, state: 'LAPSED', reason: endRule };
  const to = [sender, holder];
  return [sayAbout(envelope, { kind: 'hold-event', reference: `lapse/${holdId}`, at: endsAt, to, body })];
}
