import { parse, RoutingV1 } from '@holdfast/contracts';
import { calendarOfMember } from '../../clocks/calendar.js';
import type { Said } from '../../fold/said.js';
import { openLeg } from '../../legs/open-leg.js';
import type { Leg } from '../../legs/leg.js';
import type { Request } from '../state/request.js';
import { termsOf } from '../state/terms.js';

/** A routing came back recorded: its recipients have the message from this index on, each with a leg of its own. */
export function foldRouting(request: Request, said: Said): Request {
  const { action, recipients = [] } = parse(RoutingV1, said.envelope.body);
  const { state } = request;
  if (action === 'STOP')
    return state.stop ? { ...request, state: { ...state, stop: { ...state.stop, routed: true } } } : request;
  const grant = state.grants.find((each) => !each.routed && each.recipients.join() === recipients.join());
  if (!grant) return request;
  const grants = state.grants.map((each) => (each === grant ? { ...each, routed: true } : each));
  const legs = hasLegs(request) ? { ...state.legs, ...legsOf(request, grant.at, recipients, said) } : state.legs;
  return { ...request, state: { ...state, grants, legs } };
}

/** A later generation changes the request that it is of; that one has the legs. */
const hasLegs = ({ envelope }: Request): boolean => termsOf(envelope)?.requestId === undefined;

function legsOf(
  { envelope, state }: Request,
  at: string,
  recipients: readonly string[],
  { index, directory }: Said,
): Record<string, Leg> {
  const terms = termsOf(envelope);
  const fresh = recipients.filter((recipient) => state.legs[recipient] === undefined);
  return Object.fromEntries(
    fresh.map((recipient) => {
      const calendar = calendarOfMember(recipient, directory);
      const leg = { type: terms?.requestType, priority: terms?.priority ?? 'ROUTINE', calendar };
      return [recipient, openLeg(recipient, index, at, leg)];
    }),
  );
}
