import { levelsDue, nextDue } from '../../clocks/clock.js';
import type { ClockName } from '../../clocks/clock.js';
import type { Outage } from '../../clocks/outages.js';
import { slaEvent } from '../../clocks/sla-event.js';
import type { HubMessage } from '../../fold/desk-part.js';
import { isHeld } from '../../holds/hold.js';
import { lapseDue } from '../../holds/lapse.js';
import { namesOf } from '../../legs/stop-clocks.js';
import type { Leg } from '../../legs/leg.js';
import { toldOfNaming } from './told-of-naming.js';
import { routingsDue } from './routings.js';
import type { Request } from '../state/request.js';

/** What follows from a request as it stands, whatever the time: its routings, and word to who was found. */
export const decideAtOnce = (request: Request): HubMessage[] => [...routingsDue(request), ...toldOfNaming(request)];

/** What has become due by a moment: levels of clocks, and holds that ended. */
export function decideDue(request: Request, now: string, outages: readonly Outage[]): HubMessage[] {
  const lapses = Object.values(request.state.holds).flatMap((hold) => lapseDue(request.envelope, hold, now));
  return [...lapses, ...levelsOf(request, now, outages)];
}

function levelsOf(request: Request, now: string, outages: readonly Outage[]): HubMessage[] {
  return Object.values(request.state.legs).flatMap((leg) =>
    clocksOf(leg).flatMap(([name, clock]) =>
      levelsDue(clock, now, outages).map((reached) =>
        slaEvent({ request: request.envelope, leg: leg.recipient, name, clock, reached, onDuty: [] }),
      ),
    ),
  );
}

const clocksOf = ({ clocks }: Leg) =>
  namesOf(clocks).flatMap((name: ClockName) => {
    const clock = clocks[name];
    return clock ? [[name, clock] as const] : [];
  });

/** The next moment at which something becomes due; undefined when nothing can any more. */
export function nextMoment({ state }: Request, outages: readonly Outage[]): string | undefined {
  const clocks = Object.values(state.legs).flatMap(clocksOf);
  const levels = clocks.flatMap(([, clock]) => nextDue(clock, outages) ?? []);
  const ends = Object.values(state.holds).flatMap((hold) => (isHeld(hold) ? (hold.endsAt ?? []) : []));
  return [...levels, ...ends].toSorted()[0];
}
