import { Instant, Int, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId } from '../../../fields/identifiers.js';
import { nested, oneOf } from '../../../fields/values.js';
import { Amount } from '../../shapes/address.js';
import { CRIME_CATEGORIES } from '../../shapes/crime.js';
import { PRIORITIES } from '../../shapes/clocks.js';
import { Evidence } from '../../shapes/evidence.js';
import { REQUEST_TYPES } from '../../shapes/request-type.js';
import type { RequestType } from '../../shapes/request-type.js';
import { LegalBasis } from '../legal-basis.js';
import { PackageDelivery } from './delivery.js';
import { Freeze } from './freeze.js';
import { RequestRouting } from './routing.js';
import { Target } from './target.js';
import { SeizureTransfer } from './transfer.js';

/** What says who a customer is; asking for it must be proportionate. */
export const KYC_CATEGORIES = [
  'SUBSCRIBER',
  'IDENTITY_DOCUMENTS',
  'USER_IDENTIFYING',
  'BANK_LINKS',
  'BENEFICIAL_OWNERS',
] as const;

const DATA_CATEGORIES = [
  ...KYC_CATEGORIES,
  'TX_HISTORY',
  'DEPOSIT_WITHDRAWAL_ADDRESSES',
  'COMMUNICATIONS',
  'BALANCES',
  'TRAVEL_RULE_RECORDS',
  'RISK_NOTES',
] as const;

/** The offence that is investigated. */
export class Offence {
  @OneOf(CRIME_CATEGORIES, { about: 'Crime category.' })
  crimeCategory!: string;

  @Text({ max: 64, about: 'Code of the offence in national law.' })
  nationalCode!: string;

  @Instant({ about: 'First act.' })
  occurredFrom!: string;

  @Instant({ optional: true, about: 'Last act; absent while it goes on.' })
  occurredTo?: string;

  @Int({ min: 0, max: 12_000, optional: true, about: 'Highest penalty, in months.' })
  maxPenaltyMonths?: number;
}

/** An authority asks exchanges or issuers to look up, preserve, disclose, freeze, release or hand over. */
export class EnforcementRequestV1 {
  @MessageId({ optional: true, about: 'The request that this is a later generation of; absent on the first.' })
  requestId?: string;

  @Int({ min: 1, max: 1_000_000, about: 'Generation of the request, from 1; an older one is refused.' })
  generation!: number;

  @OneOf(['SUBMITTED', 'WITHDRAWN'], {
    about: "What the requester wants; the actual status is the recipient's to say.",
  })
  desiredStatus!: string;

  @OneOf(REQUEST_TYPES, { about: 'What is asked.' })
  requestType!: RequestType;

  @OneOf(PRIORITIES, { about: 'How fast.' })
  priority!: (typeof PRIORITIES)[number];

  @OneOf(['THREAT_TO_LIFE', 'CRITICAL_INFRASTRUCTURE', 'IMMINENT_DISSIPATION'], {
    optional: true,
    about: 'Why it is not ROUTINE.',
  })
  emergencyGround?: string;

  @Nested(() => RequestRouting, { about: 'How it finds its recipients.' })
  routing!: RequestRouting;

  @ListOf(nested(() => Target), { min: 1, max: 500, about: 'What it is about.' })
  targets!: Target[];

  @ListOf(oneOf(DATA_CATEGORIES), { min: 1, max: 11, optional: true, about: 'Disclosure: which data.' })
  dataCategories?: string[];

  @Nested(() => PackageDelivery, { optional: true, about: 'Disclosure: how the data are sealed.' })
  delivery?: PackageDelivery;

  @Nested(() => Freeze, { optional: true, about: 'Freeze: what is held, and until when.' })
  freeze?: Freeze;

  @Nested(() => SeizureTransfer, { optional: true, about: 'Seizure: where the assets go.' })
  transfer?: SeizureTransfer;

  @MessageId({ optional: true, about: 'Extension, release or seizure: the hold.' })
  holdId?: string;

  @Instant({ optional: true, about: 'Extension: the new end of the hold.' })
  newEnd?: string;

  @Nested(() => Amount, { optional: true, about: 'Release: how much of the hold; absent for all of it.' })
  releaseAmount?: Amount;

  @Nested(() => LegalBasis, { about: 'By what right.' })
  legalBasis!: LegalBasis;

  @Nested(() => Offence, { about: 'The offence.' })
  offence!: Offence;

  @Text({ max: 2000, about: 'Why it is necessary.' })
  necessity!: string;

  @Text({ max: 2000, optional: true, about: 'Why it is proportionate; for who a customer is, and a full account.' })
  proportionality?: string;

  @ListOf(nested(() => Evidence), { min: 1, max: 50, optional: true, about: 'Documents and other evidence, by hash.' })
  evidence?: Evidence[];
}
