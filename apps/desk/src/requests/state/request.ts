import type { Envelope } from '@holdfast/contracts';
import type { Hold } from '../../holds/hold.js';
import type { Leg } from '../../legs/leg.js';

/** Where a gated message stands before it reaches anybody, and how it ends for all its legs at once. */
export const REQUEST_STATUS = ['PENDING_APPROVAL', 'RETURNED', 'HELD_BACK', 'SUBMITTED', 'WITHDRAWN'] as const;

export type RequestStatus = (typeof REQUEST_STATUS)[number];

/** Recipients who are to be given the message, by an entry that made them so: decided again, it is the same. */
export interface Grant {
  ordinal: number;
  recipients: string[];
  /** Acceptance time of that entry: the clocks of these legs run from it. */
  at: string;
  rule: string;
  /** Whether its routing came back recorded. */
  routed: boolean;
}

/**
 * A gated message and all that follows from it: a request with a leg per recipient, or a lead pack. JSON, so that it is
 * one row; every time is RFC 3339 UTC with milliseconds.
 */
export interface RequestState {
  id: string;
  index: number;
  /** Index of the entry that changed it last: the version by which concurrent changes are told apart. */
  version: number;
  acceptedAt: string;
  status: RequestStatus;
  /** The latest generation in force. */
  generation: number;
  /** Since when the legal document is there. */
  documentAt?: string;
  /** Officers whose approval counts, each once. */
  approvals: { officer: string; role: string; at: string }[];
  /** T0: when the last approval that was needed was accepted. */
  submittedAt?: string;
  /** The rule by which it waits for two operators, and who of them let it go. */
  heldBack?: string;
  releasedBy: string[];
  grants: Grant[];
  /** Named as recipients, and no verified members then. */
  unroutable: string[];
  /** A stop of all further delivery: since when, by which rule, and whether its routing came back recorded. */
  stop?: { at: string; rule: string; routed: boolean };
  legs: Record<string, Leg>;
  holds: Record<string, Hold>;
  /** Of a lookup: who controls or controlled something that it asked about, and requests that go to them. */
  responsible: string[];
  followers: string[];
}

/** A gated message with what became of it. */
export interface Request {
  state: RequestState;
  /** The message that made it; its later generations are messages of their own. */
  envelope: Envelope;
  /** Lower-case hex: what approvals are held against. */
  contentHash: string;
}

/** What a request brings about in another one: the hold it is about, its first generation, the lookup it follows. */
export type Order =
  | { on: string; type: 'GENERATION'; generation: number; withdraws: boolean; hasDocument: boolean; at: string }
  | { on: string; type: 'EXTEND'; request: string; newEnd: string; at: string }
  | { on: string; type: 'RELEASE'; at: string }
  | { on: string; type: 'FOLLOW'; by: string; at: string }
  | { on: string; type: 'GRANT'; recipients: string[]; at: string };

/** What an entry makes of a request. */
export interface Folded {
  request: Request;
  orders: Order[];
}
