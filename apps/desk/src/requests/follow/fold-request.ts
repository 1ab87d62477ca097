import type { Said } from '../../fold/said.js';
import { foldApproval } from '../approve/fold-approval.js';
import { foldOnHold } from './fold-on-hold.js';
import { foldOnLeg } from './fold-on-leg.js';
import { foldRevocation } from './fold-revocation.js';
import { foldRouting } from './fold-routing.js';
import type { Folded, Request } from '../state/request.js';

/** The only change of a request: what a message about it makes of it, and what it brings about in others. */
export function foldRequest(request: Request, said: Said): Folded {
  const folded = dispatch(request, said);
  if (folded.request === request) return folded;
  const state = { ...folded.request.state, version: Math.max(said.index, request.state.version) };
  return { ...folded, request: { ...folded.request, state } };
}

function dispatch(request: Request, said: Said): Folded {
  switch (said.envelope.kind) {
    case 'approval':
      return foldApproval(request, said);
    case 'routing':
      return alone(foldRouting(request, said));
    case 'hold-event':
      return alone(foldOnHold(request, said));
    case 'revocation':
      return alone(foldRevocation(request, said));
    default:
      return foldOnLeg(request, said);
  }
}

const alone = (request: Request): Folded => ({ request, orders: [] });
