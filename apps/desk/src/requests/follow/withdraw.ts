import { isHeld } from '../../holds/hold.js';
import { isOpen, move } from '../../legs/leg.js';
import type { Leg } from '../../legs/leg.js';
import { stopAll } from '../../legs/stop-clocks.js';
import type { Said } from '../../fold/said.js';
import { withHold } from './fold-on-hold.js';
import type { Request } from '../state/request.js';

/**
 * Takes a request back: further delivery stops, open legs end, no clock runs on. Under a hold it may be taken back only
 * together with an order to let go: nothing stays held for what nobody asks for any more.
 */
export function withdraw(request: Request, said: Said, releases: boolean): Request {
  const at = said.acceptedAt;
  const { state } = request;
  const held = Object.values(state.holds).filter(isHeld);
  if (state.status === 'WITHDRAWN' || state.status === 'RETURNED' || (held.length > 0 && !releases)) return request;
  const legs = Object.values(state.legs).map((leg): [string, Leg] => [
    leg.recipient,
    isOpen(leg) ? { ...move(leg, 'WITHDRAWN'), clocks: stopAll(leg.clocks, at) } : leg,
  ]);
  const stop = state.grants.length > 0 ? { stop: { at, rule: 'WITHDRAWN', routed: false } } : {};
  const withdrawn = { ...state, ...stop, status: 'WITHDRAWN' as const, legs: Object.fromEntries(legs) };
  return held.reduce<Request>(
    (each, hold) => withHold(each, { ...hold, releaseDueSince: hold.releaseDueSince ?? at }, said),
    { ...request, state: withdrawn },
  );
}
