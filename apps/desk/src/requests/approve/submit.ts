import type { EnforcementRequestV1 } from '@holdfast/contracts';
import type { Said } from '../../fold/said.js';
import { recipientsOf } from './recipients.js';
import type { Folded, Order, Request } from '../state/request.js';
import { termsOf } from '../state/terms.js';

/**
 * T0: everything that was needed is there. The message is granted to its recipients, or held back for the hub's
 * operators with the rule that forbids it.
 */
export function submit(request: Request, said: Said, { isReleased }: { isReleased: boolean }): Folded {
  const { acceptedAt: at, directory } = said;
  const terms = termsOf(request.envelope);
  const { routable, unroutable } = recipientsOf(request.envelope, directory);
  const rule = isReleased ? undefined : reasonToHoldBack(terms, routable, at);
  if (rule !== undefined)
    return { request: { ...request, state: { ...request.state, status: 'HELD_BACK', heldBack: rule } }, orders: [] };
  const grants = routable.length === 0 ? [] : [{ ordinal: 1, recipients: routable, at, rule: RULE, routed: false }];
  const document = terms?.legalBasis.documentStatus === 'ATTACHED' ? { documentAt: at } : {};
  const state = { ...request.state, ...document, status: 'SUBMITTED' as const, submittedAt: at, grants, unroutable };
  return { request: { ...request, state }, orders: terms ? ordersOf(request, terms, at) : [] };
}

const RULE = 'APPROVED';

function reasonToHoldBack(
  terms: EnforcementRequestV1 | undefined,
  routable: readonly string[],
  at: string,
): string | undefined {
  const { validUntil } = terms?.legalBasis ?? {};
  if (validUntil !== undefined && validUntil <= at) return 'LEGAL-BASIS-EXPIRED';
  return routable.length === 0 && terms?.routing.mode !== 'AFTER_LOOKUP' ? 'NO-RECIPIENT' : undefined;
}

/** What it brings about in the hold, the request or the lookup that it is about. */
function ordersOf({ state: { id } }: Request, terms: EnforcementRequestV1, at: string): Order[] {
  const { requestId, requestType, holdId, newEnd, routing, generation, desiredStatus, legalBasis } = terms;
  const orders: Order[] = [];
  if (requestId !== undefined) {
    const hasDocument = legalBasis.documentStatus === 'ATTACHED';
    const withdraws = desiredStatus === 'WITHDRAWN';
    orders.push({ on: requestId, type: 'GENERATION', generation, withdraws, hasDocument, at });
  }
  if (requestType === 'FREEZE_EXTENSION' && holdId !== undefined && newEnd !== undefined)
    orders.push({ on: holdId, type: 'EXTEND', request: id, newEnd, at });
  if (requestType === 'RELEASE' && holdId !== undefined) orders.push({ on: holdId, type: 'RELEASE', at });
  if (routing.lookupId !== undefined) orders.push({ on: routing.lookupId, type: 'FOLLOW', by: id, at });
  return orders;
}
