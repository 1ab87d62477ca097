import type { Outcome } from '@holdfast/contracts';
import type { Clock, ClockName } from '../clocks/clock.js';

/** States of a leg from the moment its recipient is chosen; what comes before belongs to the request. */
export const LEG_STATES = [
  'ROUTED',
  'DELIVERED',
  'ACKNOWLEDGED',
  'IN_REVIEW',
  'CLARIFICATION',
  'EXECUTED',
  'PARTIAL',
  'NO_MATCH',
  'REFUSED',
  'COMPLETED',
  'WITHDRAWN',
  'EXPIRED',
] as const;

export type LegState = (typeof LEG_STATES)[number];

/** What a recipient said of one target. */
export interface TargetResult {
  outcome: Outcome;
  reasonCode?: string;
  holdId?: string;
}

/** One recipient's part of a request. */
export interface Leg {
  recipient: string;
  /** Index of the routing that gave it the request. */
  routedIndex: number;
  state: LegState;
  clocks: Partial<Record<ClockName, Clock>>;
  /** By target; of a lookup only who controls or controlled it. */
  results: Record<string, TargetResult>;
  /** Messages that answered, by id; the last one that counts says whether more will come. */
  answers: { id: string; index: number; at: string; final: boolean }[];
  /** The answer that first named this recipient in a lookup, and whether the hub has told it that it was passed on. */
  named?: { id: string; at: string; told: boolean };
  /** Rounds of questions so far. */
  rounds: number;
  nextUpdateBy?: string;
}

/** The moves of the domain model, 8.2: nothing else changes the state of a leg. */
const MOVES: Readonly<Record<LegState, readonly LegState[]>> = {
  ROUTED: [
    'DELIVERED',
    'ACKNOWLEDGED',
    'IN_REVIEW',
    'EXECUTED',
    'PARTIAL',
    'NO_MATCH',
    'REFUSED',
    'WITHDRAWN',
    'EXPIRED',
  ],
  DELIVERED: ['ACKNOWLEDGED', 'IN_REVIEW', 'EXECUTED', 'PARTIAL', 'NO_MATCH', 'REFUSED', 'WITHDRAWN', 'EXPIRED'],
  ACKNOWLEDGED: ['IN_REVIEW', 'CLARIFICATION', 'EXECUTED', 'PARTIAL', 'NO_MATCH', 'REFUSED', 'WITHDRAWN', 'EXPIRED'],
  IN_REVIEW: ['CLARIFICATION', 'EXECUTED', 'PARTIAL', 'NO_MATCH', 'REFUSED', 'WITHDRAWN', 'EXPIRED'],
  CLARIFICATION: ['IN_REVIEW', 'EXECUTED', 'PARTIAL', 'NO_MATCH', 'REFUSED', 'WITHDRAWN', 'EXPIRED'],
  EXECUTED: ['COMPLETED'],
  PARTIAL: ['COMPLETED'],
  NO_MATCH: ['COMPLETED'],
  REFUSED: ['COMPLETED'],
  COMPLETED: [],
  WITHDRAWN: [],
  EXPIRED: [],
};

/** The leg in its next state; unchanged where the move is none of the domain's. */
export function move(leg: Leg, to: LegState): Leg {
  return MOVES[leg.state].includes(to) ? { ...leg, state: to } : leg;
}

export const mayMove = (leg: Leg, to: LegState): boolean => MOVES[leg.state].includes(to);

/** Whether the recipient still owes something. */
export const isOpen = ({ state }: Leg): boolean => MOVES[state].includes('WITHDRAWN');
