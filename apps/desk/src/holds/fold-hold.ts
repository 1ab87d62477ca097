import type { HoldEventV1 } from '@holdfast/contracts';
import { endOfHold } from './end-of-hold.js';
import { isHeld, mayHoldMove } from './hold.js';
import type { Hold, HoldTerms } from './hold.js';

/** An event of a hold as it was recorded. */
export interface HoldSaid {
  /** The messageId: of the first event, the id of the hold. */
  id: string;
  index: number;
  at: string;
  sender: string;
  body: HoldEventV1;
}

/** A hold begins with its first event; it ends by itself at the earliest of what its legal basis allows. */
export function openHold({ id, index, at, sender, body }: HoldSaid, terms: HoldTerms): Hold {
  const hold: Hold = {
    holdId: id,
    holder: sender,
    targetId: body.targetId,
    state: body.state,
    said: factsOf(body),
    events: [{ id, index, at, state: body.state }],
    extensions: {},
  };
  return withEnd(hold, terms);
}

/**
 * Takes up a later event. What the hold's state does not allow, what comes after its end, and what claims a document or
 * an extension that the record does not have, changes nothing.
 */
export function foldHold(hold: Hold, said: HoldSaid, terms: HoldTerms): Hold {
  const { state } = said.body;
  if (hold.state === 'LAPSED' && state === 'RELEASED' && said.sender === hold.holder) return letGo(hold, said);
  if (!mayHoldMove(hold, state) || !isAllowed(hold, said, terms)) return hold;
  const { id, index, at, body } = said;
  const moved: Hold = {
    ...hold,
    state,
    said: { ...hold.said, ...factsOf(body) },
    events: [...hold.events, { id, index, at, state }],
  };
  return isHeld(moved) ? withEnd(moved, terms) : ended(moved, at);
}

/** What lapsed its holder must still let go, and say so. */
function ended(hold: Hold, at: string): Hold {
  const { endsAt: _end, endRule: _rule, ...rest } = hold;
  return hold.state === 'LAPSED' ? { ...rest, releaseDueSince: at } : { ...rest, releasedAt: at };
}

const letGo = (hold: Hold, { at }: HoldSaid): Hold =>
  hold.releasedAt === undefined ? { ...hold, releasedAt: at } : hold;

function isAllowed(hold: Hold, { sender, at, body }: HoldSaid, terms: HoldTerms): boolean {
  const isLapse = body.state === 'LAPSED';
  if (isLapse ? sender !== 'hub' : sender !== hold.holder) return false;
  // Whoever lets go is never late.
  if (isLapse || body.state === 'RELEASED' || body.state === 'REMOVED_ONCHAIN') return true;
  if (hold.endsAt !== undefined && at > hold.endsAt) return false;
  switch (body.state) {
    case 'CONFIRMED':
      return hold.state !== 'PROVISIONAL' || (terms.documentAt !== undefined && terms.documentAt <= at);
    case 'EXTENDED':
      return Object.values(hold.extensions).some((end) => end === body.expiresAt);
    default:
      return true;
  }
}

/** The hold with the end that its state and its papers give it. */
export function withEnd(hold: Hold, terms: HoldTerms): Hold {
  const { endsAt: _end, endRule: _rule, ...rest } = hold;
  return { ...rest, ...endOfHold(hold, terms) };
}

function factsOf({ effectiveAt, heldAmount, shortfall, expiresAt, onchain }: HoldEventV1): Hold['said'] {
  const facts = { effectiveAt, heldAmount, shortfall, expiresAt, onchain };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
