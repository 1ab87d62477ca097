import { HoldEventV1, HUB, parse } from '@holdfast/contracts';
import { calendarOfMember } from '../../clocks/calendar.js';
import type { Said } from '../../fold/said.js';
import { foldHold, openHold } from '../../holds/fold-hold.js';
import type { HoldSaid } from '../../holds/fold-hold.js';
import type { Hold, HoldTerms } from '../../holds/hold.js';
import { withHoldClocks } from '../../legs/hold-clocks.js';
import type { Request } from '../state/request.js';
import { FREEZES, termsOf } from '../state/terms.js';

/** An event of a hold counts from who was given the request to hold, and from the hub where time ran out. */
export function foldOnHold(request: Request, said: Said): Request {
  const { envelope, index, acceptedAt: at } = said;
  const terms = holdTermsOf(request);
  if (!terms) return request;
  const body = parse(HoldEventV1, envelope.body);
  const event: HoldSaid = { id: envelope.messageId, index, at, sender: envelope.sender, body };
  const before = body.holdId === undefined ? undefined : request.state.holds[body.holdId];
  const hold = before ? foldHold(before, event, terms) : opened(request, event, terms);
  return hold === undefined || hold === before ? request : withHold(request, hold, said);
}

function opened({ state }: Request, event: HoldSaid, terms: HoldTerms): Hold | undefined {
  const isAsked = terms.request.targets.some(({ targetId }) => targetId === event.body.targetId);
  const isKnown = state.holds[event.id] !== undefined;
  if (event.sender === HUB || event.body.holdId !== undefined || !isAsked || isKnown) return undefined;
  return state.legs[event.sender] === undefined ? undefined : openHold(event, terms);
}

/** The request with this hold, and the clocks of its leg as they stand with it. */
export function withHold(
  request: Request,
  hold: Hold,
  { acceptedAt: at, directory }: Pick<Said, 'acceptedAt' | 'directory'>,
): Request {
  const { state } = request;
  const holds = { ...state.holds, [hold.holdId]: hold };
  const leg = state.legs[hold.holder];
  const terms = holdTermsOf(request);
  if (!leg || !terms) return { ...request, state: { ...state, holds } };
  const calendar = calendarOfMember(hold.holder, directory);
  const legs = { ...state.legs, [hold.holder]: withHoldClocks(leg, Object.values(holds), at, { ...terms, calendar }) };
  return { ...request, state: { ...state, holds, legs } };
}

/** What holds under this request are judged by; undefined where it asks for none. */
export function holdTermsOf({ envelope, state }: Request): HoldTerms | undefined {
  const request = termsOf(envelope);
  return request && FREEZES.has(request.requestType) ? { request, documentAt: state.documentAt } : undefined;
}
