import type { Said } from '../../fold/said.js';
import { withEnd } from '../../holds/fold-hold.js';
import { isHeld } from '../../holds/hold.js';
import { holdTermsOf, withHold } from './fold-on-hold.js';
import { parted } from '../approve/recipients.js';
import type { Folded, Order, Request } from '../state/request.js';
import { termsOf } from '../state/terms.js';
import { withdraw } from './withdraw.js';

/** What another request, once it was approved, brings about in this one. Only its own sender's requests may. */
export function foldOrder(request: Request, order: Order, said: Said, sender: string): Folded {
  const isFollowing = order.type === 'FOLLOW' || order.type === 'GRANT';
  if (!isFollowing && sender !== request.envelope.sender) return { request, orders: [] };
  switch (order.type) {
    case 'GENERATION':
      return { request: nextGeneration(request, order, said), orders: [] };
    case 'FOLLOW':
      return follow(request, order, sender);
    case 'GRANT':
      return { request: grant(request, order, said), orders: [] };
    default:
      return { request: onHold(request, order, said), orders: [] };
  }
}

/** A later generation brings the document, or takes the request back; an older one than is in force does nothing. */
function nextGeneration(request: Request, order: Extract<Order, { type: 'GENERATION' }>, said: Said): Request {
  const { state } = request;
  if (order.generation <= state.generation) return request;
  const later = { ...request, state: { ...state, generation: order.generation } };
  if (order.withdraws) return withdraw(later, said, true);
  if (!order.hasDocument || state.documentAt !== undefined) return later;
  const documented = { ...later, state: { ...later.state, documentAt: order.at } };
  return Object.values(state.holds).reduce<Request>((each, hold) => {
    const terms = holdTermsOf(each);
    return terms && isHeld(hold) ? withHold(each, withEnd(hold, terms), said) : each;
  }, documented);
}

/** The hold that the order is about: it may be extended, or must be let go. */
function onHold(request: Request, order: Extract<Order, { type: 'EXTEND' | 'RELEASE' }>, said: Said): Request {
  const hold = request.state.holds[order.on];
  if (!hold || !isHeld(hold)) return request;
  if (order.type === 'RELEASE')
    return withHold(request, { ...hold, releaseDueSince: hold.releaseDueSince ?? order.at }, said);
  if (hold.endsAt !== undefined && order.newEnd <= hold.endsAt) return request;
  return withHold(request, { ...hold, extensions: { ...hold.extensions, [order.request]: order.newEnd } }, said);
}

/** Another request of the same sender follows this lookup: who was found is granted at once, others as they come. */
function follow(request: Request, { by, at }: Extract<Order, { type: 'FOLLOW' }>, sender: string): Folded {
  const { state, envelope } = request;
  const isLookup = termsOf(envelope)?.requestType === 'ATTRIBUTION_LOOKUP';
  if (!isLookup || sender !== envelope.sender || state.followers.includes(by)) return { request, orders: [] };
  const orders: Order[] =
    state.responsible.length === 0 ? [] : [{ on: by, type: 'GRANT', recipients: state.responsible, at }];
  return { request: { ...request, state: { ...state, followers: [...state.followers, by] } }, orders };
}

function grant(request: Request, { recipients, at }: Extract<Order, { type: 'GRANT' }>, { directory }: Said): Request {
  const { state, envelope } = request;
  if (state.status !== 'SUBMITTED') return request;
  const granted = new Set(state.grants.flatMap((each) => each.recipients));
  const { routable } = parted(
    recipients.filter((each) => !granted.has(each)),
    envelope.sender,
    directory,
  );
  if (routable.length === 0) return request;
  const next = { ordinal: state.grants.length + 1, recipients: routable, at, rule: 'AFTER-LOOKUP', routed: false };
  return { ...request, state: { ...state, grants: [...state.grants, next] } };
}
