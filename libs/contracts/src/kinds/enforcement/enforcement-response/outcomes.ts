import type { RequestType } from '../../shapes/request-type.js';
import type { HoldState } from '../hold.js';

const DISCLOSURE = ['DISCLOSED', 'PARTIALLY_DISCLOSED', 'NO_MATCH', 'REFUSED'] as const;

/** What each type of request may be answered with. A subject list names matches alone: silence means none. */
export const OUTCOMES = {
  ATTRIBUTION_LOOKUP: ['CONTROLLED', 'FORMERLY_CONTROLLED', 'NOT_CONTROLLED', 'CANNOT_CONFIRM'],
  PRESERVATION: ['PRESERVED', 'PARTIALLY_PRESERVED', 'NO_MATCH', 'REFUSED'],
  INFO_DISCLOSURE: DISCLOSURE,
  EMERGENCY_DISCLOSURE: DISCLOSURE,
  FREEZE: ['HOLD_PLACED', 'HOLD_PLACED_PARTIAL', 'FUNDS_MOVED', 'NO_BALANCE', 'NO_MATCH', 'REFUSED'],
  FREEZE_EXTENSION: ['EXTENDED', 'NOT_HELD', 'REFUSED'],
  RELEASE: ['RELEASED', 'PARTIALLY_RELEASED', 'NOT_HELD', 'REFUSED'],
  ISSUER_FREEZE: ['SUBMITTED_ONCHAIN', 'EFFECTIVE_ONCHAIN', 'FUNDS_MOVED', 'REFUSED'],
  SEIZURE_TRANSFER: ['TRANSFERRED', 'REFUSED'],
  VICTIM_CONTACT: ['CONTACTED', 'NOT_REACHED', 'NO_MATCH', 'REFUSED'],
  SUBJECT_LIST: ['MATCH'],
} as const satisfies Record<RequestType, readonly string[]>;

export type Outcome = (typeof OUTCOMES)[RequestType][number];

export const ALL_OUTCOMES: readonly Outcome[] = [...new Set(Object.values(OUTCOMES).flat())];

/** The states in which a hold may be under an outcome; under every other outcome there is none. */
export const HOLDS: Readonly<Partial<Record<Outcome, { needed: boolean; states: readonly HoldState[] }>>> = {
  HOLD_PLACED: { needed: true, states: ['PROVISIONAL', 'CONFIRMED', 'EXTENDED'] },
  HOLD_PLACED_PARTIAL: { needed: true, states: ['PROVISIONAL', 'CONFIRMED', 'EXTENDED'] },
  SUBMITTED_ONCHAIN: { needed: true, states: ['SUBMITTED_ONCHAIN'] },
  EFFECTIVE_ONCHAIN: { needed: true, states: ['EFFECTIVE_ONCHAIN'] },
  FUNDS_MOVED: { needed: false, states: ['SUBMITTED_ONCHAIN', 'EFFECTIVE_ONCHAIN'] },
  EXTENDED: { needed: false, states: ['CONFIRMED', 'EXTENDED'] },
  RELEASED: { needed: false, states: ['RELEASED', 'REMOVED_ONCHAIN'] },
  PARTIALLY_RELEASED: { needed: false, states: ['PROVISIONAL', 'CONFIRMED', 'EXTENDED'] },
  TRANSFERRED: { needed: false, states: ['SEIZED'] },
};

/** What a lookup's outcome says of control. */
export const CONTROLS: Readonly<Partial<Record<Outcome, string>>> = {
  CONTROLLED: 'YES',
  FORMERLY_CONTROLLED: 'NO',
  NOT_CONTROLLED: 'NO',
  CANNOT_CONFIRM: 'CANNOT_CONFIRM',
};
