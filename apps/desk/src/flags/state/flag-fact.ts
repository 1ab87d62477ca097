/** How far suspicion travels along the chain. */
export interface Travel {
  mode: string;
  maxHops: number;
  minShareBps: number;
}

/** What a version of a flag says. JSON, so that it is kept as it is. */
export interface Terms {
  /** ACTIVE or SUSPECTED, by its publisher. */
  status: string;
  subjectType: string;
  /** Where it is looked up; only of an address or the one that defines a cluster. */
  account?: string;
  /** Where the flag is about one customer of an account that many share. */
  memo?: string;
  role: string;
  crimeCategory: string;
  confidence: number;
  sourceReliability: string;
  infoAccuracy: string;
  validFrom: string;
  validUntil: string;
  requestedAction: string;
  propagation: Travel;
  /** The request that pre-approves a freeze on arrival. */
  standingInstruction?: string;
  /** SHA-256 of what it rests on. */
  evidence: string[];
  /** Under which it can be read. */
  keys: string[];
}

/** Who said it, and where it stands in the record. */
interface Stated {
  index: number;
  /** Acceptance time: messages of several kinds are judged by it, in whatever order they are recorded. */
  at: string;
  sender: string;
}

/** A version of a flag. */
export interface VersionFact extends Stated {
  type: 'version';
  version: number;
  terms: Terms;
}

/** What a reader thinks of a version of a flag. */
export interface AssessmentFact extends Stated {
  type: 'assessment';
  version: number;
  verdict: string;
  /** Whether the assessor held assets of others when it said so. */
  holder: boolean;
  /** The audience keys that it held then. */
  keys: string[];
}

/** That a flag counts no longer. */
export interface RevocationFact extends Stated {
  type: 'revocation';
  action: string;
  /** What a court ordered the hub says for it. */
  byCourt: boolean;
}

/** A message about a flag, as far as the flag's state rests on it. */
export type FlagFact = VersionFact | AssessmentFact | RevocationFact;

/** Flagged funds arrived somewhere: counted for the flagger, no part of the flag's state. */
export interface HitFact extends Stated {
  type: 'hit';
  /** The message that told of it first. */
  hit: string;
  /** The audience keys that the exchange held then. */
  keys: string[];
}
