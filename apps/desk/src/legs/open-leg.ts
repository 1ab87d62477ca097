import type { RequestType } from '@holdfast/contracts';
import type { Calendar } from '../clocks/calendar.js';
import type { Priority } from '../clocks/clock-limits.js';
import { startClock } from '../clocks/clock.js';
import type { Clock, ClockName } from '../clocks/clock.js';
import type { Leg } from './leg.js';

/** What a leg's clocks depend on. */
export interface LegTerms {
  type: RequestType | undefined;
  priority: Priority;
  /** The recipient's: ROUTINE runs on it. */
  calendar: Calendar;
}

/** The part of a recipient, as its routing comes back recorded; its clocks run from the moment of the grant. */
export function openLeg(recipient: string, routedIndex: number, at: string, terms: LegTerms): Leg {
  const clocks = clocksOf(terms.type).map((name): [ClockName, Clock] => [
    name,
    startClock(name, { startedAt: at, priority: terms.priority, calendar: terms.calendar }),
  ]);
  return {
    recipient,
    routedIndex,
    state: 'ROUTED',
    clocks: Object.fromEntries(clocks),
    results: {},
    answers: [],
    rounds: 0,
  };
}

/** The clocks that run from the start, by what is asked (domain model 8.4). */
function clocksOf(type: RequestType | undefined): ClockName[] {
  switch (type) {
    case undefined:
      return ['C1', 'C2'];
    case 'ATTRIBUTION_LOOKUP':
      return ['C1', 'C3b'];
    case 'SUBJECT_LIST':
      return ['C1', 'C5'];
    case 'FREEZE':
    case 'ISSUER_FREEZE':
      return ['C1', 'C2', 'C3', 'C4'];
    default:
      return ['C1', 'C2', 'C4'];
  }
}
