import type { EnforcementResponseV1, RequestType, TargetAnswer } from '@holdfast/contracts';
import { isResponsible } from '@holdfast/policy';
import type { Calendar } from '../clocks/calendar.js';
import type { Priority } from '../clocks/clock-limits.js';
import { isOpen, move } from './leg.js';
import type { Leg, LegState, TargetResult } from './leg.js';
import { begin, resume, stopClocks } from './stop-clocks.js';

/** An answer as it was recorded. */
export interface Answer {
  id: string;
  index: number;
  at: string;
  body: EnforcementResponseV1;
  priority: Priority;
  /** The requester's, on which it confirms the receipt. */
  calendar: Calendar;
}

/**
 * Takes up an answer of the recipient. What is final ends the review; a lookup's answer that comes too late is kept,
 * for who controls an address is no less true then.
 */
export function foldAnswer(leg: Leg, answer: Answer): Leg {
  const { id, index, at, body } = answer;
  const isLookup = body.requestType === 'ATTRIBUTION_LOOKUP';
  const isLate = isLookup && leg.state === 'EXPIRED';
  if (!isOpen(leg) && !isLate) return leg;
  const results = { ...leg.results, ...Object.fromEntries(resultsOf(body)) };
  const answers = [...leg.answers, { id, index, at, final: body.final }];
  const { nextUpdateBy: _before, ...rest } = leg;
  const update = body.nextUpdateBy === undefined ? {} : { nextUpdateBy: body.nextUpdateBy };
  const answered: Leg = { ...rest, ...update, results, answers };
  if (isLate) return answered;
  const clocks = stopClocks(leg.clocks, isLookup ? ['C1', 'C3b'] : ['C1', 'C2', 'C5'], at);
  if (!body.final) return { ...move(answered, 'IN_REVIEW'), clocks: resume(clocks, 'C4', at) };
  return finished({ ...answered, clocks: stopClocks(resume(clocks, 'C4', at), ['C3', 'C4'], at) }, answer);
}

/** Of a lookup only who controls or controlled something is kept: nobody else's business with it is anybody's. */
function resultsOf({ requestType, perTarget }: EnforcementResponseV1): [string, TargetResult][] {
  const kept =
    requestType === 'ATTRIBUTION_LOOKUP' ? perTarget.filter(({ outcome }) => isResponsible(outcome)) : perTarget;
  return kept.map((each) => [each.targetId, resultOf(each)]);
}

function resultOf({ outcome, reasonCode, hold }: TargetAnswer): TargetResult {
  return { outcome, ...(reasonCode === undefined ? {} : { reasonCode }), ...(hold ? { holdId: hold.holdId } : {}) };
}

/** A lookup and a list are over with their last answer; of everything else the requester confirms the receipt. */
function finished(leg: Leg, { body, at, priority, calendar }: Answer): Leg {
  const done = move(leg, outcomeState(body));
  if (WITHOUT_RECEIPT.has(body.requestType)) return move(done, 'COMPLETED');
  return { ...done, clocks: begin(done.clocks, 'C8', { startedAt: at, priority, calendar }) };
}

const WITHOUT_RECEIPT: ReadonlySet<RequestType> = new Set(['ATTRIBUTION_LOOKUP', 'SUBJECT_LIST']);
const NOTHING = new Set(['NO_MATCH', 'NO_BALANCE', 'NOT_HELD', 'NOT_CONTROLLED', 'NOT_REACHED', 'CANNOT_CONFIRM']);
const SOME = /^PARTIALLY_|_PARTIAL$|^FUNDS_MOVED$/;

/** What all targets together come to. */
function outcomeState({ perTarget }: EnforcementResponseV1): LegState {
  const outcomes = perTarget.map(({ outcome }) => outcome);
  if (outcomes.every((outcome) => NOTHING.has(outcome))) return 'NO_MATCH';
  if (outcomes.every((outcome) => outcome === 'REFUSED')) return 'REFUSED';
  const isWhole = outcomes.every((outcome) => !NOTHING.has(outcome) && outcome !== 'REFUSED' && !SOME.test(outcome));
  return isWhole ? 'EXECUTED' : 'PARTIAL';
}
