import type { AssessmentFact } from './flag-fact.js';
import type { FlagState } from './fold-flag.js';

const ANSWER_MS = 72 * 3_600_000;
const INDEPENDENT = 2;

/** Since when the version in force is disputed, and until when the flagger is to answer with a new one. */
export interface Dispute {
  disputedAt: string;
  answerDueAt: string;
  /** Of the assessment that made it so. */
  index: number;
}

/**
 * One who holds assets of others knows its own address; of those who only doubt it takes two. Both speak of the version
 * that they read: a later one is answer enough, and whoever doubts that too says so.
 */
export function disputeOf(state: FlagState): Dispute | undefined {
  const counting = countingOf(state);
  const { account } = state.current.terms;
  const owned = counting.find(({ verdict, holder }) => verdict === 'OWN_HOT_WALLET' && holder && account !== undefined);
  const doubts = firstOfEach(counting.filter(({ verdict }) => verdict === 'FALSE_POSITIVE'));
  const [deciding] = [owned ?? [], doubts[INDEPENDENT - 1] ?? []].flat().toSorted(byTime);
  if (!deciding) return undefined;
  const disputedAt = deciding.at > state.current.at ? deciding.at : state.current.at;
  const answerDueAt = new Date(Date.parse(disputedAt) + ANSWER_MS).toISOString();
  return { disputedAt, answerDueAt, index: deciding.index };
}

/** How often the readers of the version in force said what. */
export function verdictsOf(state: FlagState): Record<string, number> {
  const byVerdict = Map.groupBy(countingOf(state), ({ verdict }) => verdict);
  const counted = [...byVerdict].map(([verdict, given]) => [verdict, firstOfEach(given).length] as const);
  return Object.fromEntries(counted.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Of the version in force, by those who may read it; the earliest first. */
function countingOf({ current, assessments }: FlagState): AssessmentFact[] {
  const mayRead = ({ keys }: AssessmentFact) => keys.some((key) => current.terms.keys.includes(key));
  return assessments.filter((each) => each.version === current.version && mayRead(each)).toSorted(byTime);
}

/** Each assessor once. */
const firstOfEach = (assessments: readonly AssessmentFact[]): AssessmentFact[] =>
  [...Map.groupBy(assessments, ({ sender }) => sender).values()].flatMap(([first]) => first ?? []);

const byTime = (one: AssessmentFact, other: AssessmentFact): number =>
  one.at === other.at ? one.index - other.index : one.at < other.at ? -1 : 1;
