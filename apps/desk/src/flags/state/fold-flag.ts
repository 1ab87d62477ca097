import type { AssessmentFact, FlagFact, RevocationFact, VersionFact } from './flag-fact.js';

/** A flag as its facts make it; what follows from the time alone is not in it. */
export interface FlagState {
  sender: string;
  /** The version that counts. */
  current: VersionFact;
  /** The end in force: what is not renewed with fresh evidence keeps the one that it had. */
  validUntil: string;
  /** Every evidence hash that any version rests on. */
  evidence: string[];
  /** By others than the flagger, whatever version they are about. */
  assessments: AssessmentFact[];
  /** The earliest that counts. */
  revocation?: RevocationFact;
}

/** The flag after one more fact; what its sender may not say changes nothing. */
export function foldFlag(state: FlagState | undefined, fact: FlagFact): FlagState | undefined {
  if (!state) return fact.type === 'version' && fact.version === 1 ? begin(fact) : undefined;
  switch (fact.type) {
    case 'version':
      return replace(state, fact);
    case 'assessment':
      return fact.sender === state.sender ? state : { ...state, assessments: [...state.assessments, fact] };
    case 'revocation':
      return revoke(state, fact);
  }
}

/** The flag that a set of facts makes: the first version before all that waited for it. */
export function flagOf(facts: readonly FlagFact[]): FlagState | undefined {
  const inOrder = facts.toSorted(
    (one, other) => Number(isFirst(other)) - Number(isFirst(one)) || one.index - other.index,
  );
  return inOrder.reduce<FlagState | undefined>(foldFlag, undefined);
}

const isFirst = (fact: FlagFact): boolean => fact.type === 'version' && fact.version === 1;

function begin(first: VersionFact): FlagState {
  const { validUntil, evidence } = first.terms;
  return { sender: first.sender, current: first, validUntil, evidence, assessments: [] };
}

/** An expired flag stays so: who knows something new makes a new one. */
function replace(state: FlagState, next: VersionFact): FlagState {
  const { sender, current } = state;
  if (next.sender !== sender || next.version <= current.version || next.at >= state.validUntil) return state;
  const evidence = [...new Set([...state.evidence, ...next.terms.evidence])];
  const isFresh = evidence.length > state.evidence.length;
  return { ...state, current: next, validUntil: endOf(state.validUntil, next, isFresh), evidence };
}

/** An end that lies in the past is now; a later one than before needs evidence that no version had before. */
function endOf(before: string, { at, terms: { validUntil } }: VersionFact, isFresh: boolean): string {
  const wished = validUntil > at ? validUntil : at;
  return isFresh || wished < before ? wished : before;
}

function revoke(state: FlagState, revocation: RevocationFact): FlagState {
  const isAllowed = revocation.sender === state.sender || revocation.byCourt;
  const isLater = state.revocation !== undefined && state.revocation.at <= revocation.at;
  return isAllowed && !isLater ? { ...state, revocation } : state;
}
