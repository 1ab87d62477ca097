import { disputeOf, verdictsOf } from '../state/dispute.js';
import type { Travel } from '../state/flag-fact.js';
import type { FlagState } from '../state/fold-flag.js';
import { standingOf } from '../state/standing-of.js';
import type { Standing } from '../state/standing-of.js';

/** A flag as its table has it. */
export interface FlagRow {
  flag_id: string;
  sender: string;
  account?: string;
  keys: readonly string[];
  /** Greatest index that its standing rests on. */
  index: number;
  standing: Standing;
  valid_from: string;
  valid_until: string;
  answer_due_at?: string;
  /** What readers see, as JSON. */
  shown: string;
  /** What the flagger sees beside that, as JSON. */
  told: string;
}

/** A flag as readers see it; a memo where it is about one customer of an account that many share. */
export interface FlagInForce {
  flagId: string;
  version: number;
  status: Standing;
  sender: string;
  subjectType: string;
  memo?: string;
  role: string;
  crimeCategory: string;
  confidence: number;
  sourceReliability: string;
  infoAccuracy: string;
  validUntil: string;
  requestedAction: string;
  propagation: Travel;
  standingInstruction?: string;
  index: number;
}

/** The row of a flag; of what follows from the time nothing is in it. */
export function rowOf(flagId: string, state: FlagState): FlagRow {
  const { sender, current, validUntil, revocation } = state;
  const { account, keys, validFrom } = current.terms;
  const standing = standingOf(state);
  const dispute = standing === 'DISPUTED' ? disputeOf(state) : undefined;
  const ending = standing === 'REVOKED' ? revocation : dispute;
  const index = Math.max(current.index, ending?.index ?? 0);
  const { disputedAt, answerDueAt } = dispute ?? {};
  return {
    flag_id: flagId,
    sender,
    ...(account === undefined ? {} : { account }),
    keys,
    index,
    standing,
    valid_from: validFrom,
    valid_until: validUntil,
    ...(answerDueAt === undefined ? {} : { answer_due_at: answerDueAt }),
    shown: JSON.stringify(shownOf(flagId, state, { standing, index })),
    told: JSON.stringify({ disputedAt, answerDueAt, verdicts: verdictsOf(state) }),
  };
}

function shownOf(
  flagId: string,
  state: FlagState,
  { standing, index }: Pick<FlagRow, 'standing' | 'index'>,
): FlagInForce {
  const { sender, current, validUntil } = state;
  const { terms, version } = current;
  return {
    flagId,
    version,
    status: standing,
    sender,
    subjectType: terms.subjectType,
    ...(terms.memo === undefined ? {} : { memo: terms.memo }),
    role: terms.role,
    crimeCategory: terms.crimeCategory,
    confidence: terms.confidence,
    sourceReliability: terms.sourceReliability,
    infoAccuracy: terms.infoAccuracy,
    validUntil,
    requestedAction: terms.requestedAction,
    propagation: standing === 'DISPUTED' ? STOPPED : terms.propagation,
    ...(terms.standingInstruction === undefined ? {} : { standingInstruction: terms.standingInstruction }),
    index,
  };
}

/** What is disputed spreads no suspicion until its flagger answers. */
const STOPPED = { mode: 'NONE', maxHops: 0, minShareBps: 0 };
