import { parse, TargetAnswer } from '@holdfast/contracts';
import { CommandFailed } from '../../../output/command-failed.js';
import type { HoldView } from '../../view/request-view.js';

/** What a recipient says of the targets of a request. */
export interface Said {
  targets: readonly string[];
  outcome: string;
  others?: string;
  reasonCode?: string;
  narrowing?: string;
  duplicateOf?: string;
}

const WITH_HOLD = new Set(['HOLD_PLACED', 'HOLD_PLACED_PARTIAL', 'SUBMITTED_ONCHAIN', 'EFFECTIVE_ONCHAIN']);

/** The answer to each target that is meant; without a name all are. Throws CommandFailed for a target that is none. */
export function answersOf(said: Said, named: readonly string[], holds: readonly HoldView[]): TargetAnswer[] {
  const { targets, others, outcome, reasonCode, narrowing, duplicateOf } = said;
  const unknown = named.filter((target) => !targets.includes(target));
  if (unknown.length > 0)
    throw new CommandFailed(`The request has no target ${unknown.join(', ')}; it has ${targets.join(', ')}`);
  const detail = {
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(narrowing === undefined ? {} : { narrowing }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  };
  const isMeant = (target: string) => named.length === 0 || named.includes(target);
  return targets.flatMap((targetId) => {
    if (isMeant(targetId))
      return [parse(TargetAnswer, { targetId, outcome, ...detail, ...holdOf(outcome, targetId, holds) })];
    return others === undefined
      ? []
      : [parse(TargetAnswer, { targetId, outcome: others, ...holdOf(others, targetId, holds) })];
  });
}

/** The hold that an outcome tells of: the one that this recipient placed for the target. */
function holdOf(outcome: string, targetId: string, holds: readonly HoldView[]): object {
  if (!WITH_HOLD.has(outcome)) return {};
  const hold = holds.findLast((each) => each.targetId === targetId);
  if (!hold) throw new CommandFailed(`Nothing is held for ${targetId} yet; place it first: holdfast hold place`);
  return { hold: { ...hold.said, state: hold.state, holdId: hold.holdId } };
}
