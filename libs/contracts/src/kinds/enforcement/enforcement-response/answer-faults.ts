import type { Fault } from '../../../errors/message-rejected.js';
import { partFaults } from '../../shapes/faults.js';
import type { RequestType } from '../../shapes/request-type.js';
import { holdFaults } from '../hold.js';
import { CONTROLS, HOLDS, OUTCOMES } from './outcomes.js';
import type { Outcome } from './outcomes.js';
import type { TargetAnswer } from './target-answer.js';

/** What of the response around it the answer to one target is judged by. */
interface AnswerContext {
  requestType: RequestType;
  occurredAt: string;
  pointer: string;
}

/** Judges the answer to one target; a word that does not answer the request says nothing that could be judged. */
export function answerFaults(answer: TargetAnswer, context: AnswerContext): Fault[] {
  const admitted: readonly Outcome[] = OUTCOMES[context.requestType];
  if (!admitted.includes(answer.outcome)) {
    const message = 'does not answer a request of this type';
    return [{ pointer: `${context.pointer}/outcome`, rule: 'response-outcome', message }];
  }
  return [...reasonFaults(answer, context), ...lookupFaults(answer, context), ...heldFaults(answer, context)];
}

/** A refusal has a reason, and a reason the one detail that belongs to it. */
function reasonFaults(answer: TargetAnswer, { pointer }: AnswerContext): Fault[] {
  const { outcome, reasonCode, conflictOfLaw, narrowing, duplicateOf } = answer;
  const details = [
    { field: 'conflictOfLaw', present: conflictOfLaw !== undefined, needed: reasonCode === 'CONFLICT_OF_LAW' },
    { field: 'narrowing', present: narrowing !== undefined, needed: reasonCode === 'OVERBROAD' },
    { field: 'duplicateOf', present: duplicateOf !== undefined, needed: reasonCode === 'DUPLICATE_OF' },
  ];
  return [
    ...partFaults({
      pointer: `${pointer}/reasonCode`,
      rule: 'response-reason',
      present: reasonCode !== undefined,
      needed: outcome === 'REFUSED',
      allowed: true,
    }),
    ...details.flatMap(({ field, present, needed }) =>
      partFaults({ pointer: `${pointer}/${field}`, rule: 'response-reason-detail', present, needed }),
    ),
  ];
}

const WITHOUT_ONWARD = new Set<RequestType>(['ATTRIBUTION_LOOKUP', 'SUBJECT_LIST']);

/** A lookup tells who controls an address and nothing else, and not two things at once. */
function lookupFaults({ outcome, controls, onward }: TargetAnswer, { requestType, pointer }: AnswerContext): Fault[] {
  const said = CONTROLS[outcome];
  const contradicts = said !== undefined && controls !== undefined && said !== controls;
  const message = 'contradicts the outcome';
  return [
    ...(contradicts ? [{ pointer: `${pointer}/controls`, rule: 'response-controls', message }] : []),
    ...partFaults({
      pointer: `${pointer}/onward`,
      rule: 'response-onward',
      present: onward !== undefined,
      needed: false,
      allowed: !WITHOUT_ONWARD.has(requestType),
    }),
  ];
}

/** The hold under an outcome: whether there is one, in which state, and what it lacks. */
function heldFaults({ outcome, hold }: TargetAnswer, { pointer, occurredAt }: AnswerContext): Fault[] {
  const fitting = HOLDS[outcome];
  const faults = partFaults({
    pointer: `${pointer}/hold`,
    rule: 'response-hold',
    present: hold !== undefined,
    needed: fitting?.needed ?? false,
    allowed: fitting !== undefined,
  });
  if (!hold || !fitting) return faults;
  if (!fitting.states.includes(hold.state)) {
    const message = 'is no state of a hold under this outcome';
    faults.push({ pointer: `${pointer}/hold/state`, rule: 'response-hold-state', message });
  }
  const shortfall = partFaults({
    pointer: `${pointer}/hold/shortfall`,
    rule: 'response-shortfall',
    present: hold.shortfall !== undefined,
    needed: outcome === 'HOLD_PLACED_PARTIAL',
    allowed: outcome !== 'HOLD_PLACED',
  });
  return [...faults, ...shortfall, ...holdFaults(hold, `${pointer}/hold`, occurredAt)];
}
