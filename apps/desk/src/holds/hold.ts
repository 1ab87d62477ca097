import type { EnforcementRequestV1, Hold as ReportedHold, HoldState } from '@holdfast/contracts';

/** A hold as the record tells it. Its actual state is its holder's to say; that it lapsed, the hub says. */
export interface Hold {
  holdId: string;
  holder: string;
  targetId: string;
  state: HoldState;
  /** As its last event that counts said. */
  said: Pick<ReportedHold, 'effectiveAt' | 'heldAmount' | 'shortfall' | 'expiresAt' | 'onchain'>;
  /** When it ends by itself; absent once it has ended. Legal ends are never moved by an outage. */
  endsAt?: string;
  /** Why it ends then. */
  endRule?: string;
  /** Every event that counted. */
  events: { id: string; index: number; at: string; state: HoldState }[];
  /** Ends that a routed extension allows, by the request for it. */
  extensions: Record<string, string>;
  /** A routed order to let it go, or its lapse: since when it is to be released. */
  releaseDueSince?: string;
  /** When its holder said that it let go what had lapsed. */
  releasedAt?: string;
}

/** What of the request around it a hold is judged by. */
export interface HoldTerms {
  request: EnforcementRequestV1;
  /** Since when the legal document is there. */
  documentAt: string | undefined;
}

/** The moves of the domain model, 8.2; an exchange that reports the issuer path goes the issuer's way. */
const MOVES: Readonly<Record<HoldState, readonly HoldState[]>> = {
  PROVISIONAL: ['CONFIRMED', 'RELEASED', 'LAPSED'],
  CONFIRMED: ['EXTENDED', 'RELEASED', 'SEIZED', 'LAPSED'],
  EXTENDED: ['CONFIRMED', 'EXTENDED', 'RELEASED', 'SEIZED', 'LAPSED'],
  RELEASED: [],
  SEIZED: [],
  LAPSED: [],
  SUBMITTED_ONCHAIN: ['EFFECTIVE_ONCHAIN', 'REMOVED_ONCHAIN'],
  EFFECTIVE_ONCHAIN: ['REMOVED_ONCHAIN', 'SEIZED'],
  REMOVED_ONCHAIN: [],
};

export const mayHoldMove = ({ state }: Hold, to: HoldState): boolean => MOVES[state].includes(to);

/** Whether assets are held under it. */
export const isHeld = ({ state }: Hold): boolean => MOVES[state].length > 0;
