import { Instant, Int, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';
import { Address, Amount, Transaction } from '../../shapes/address.js';
import { CRIME_CATEGORIES } from '../../shapes/crime.js';
import { Evidence } from '../../shapes/evidence.js';

/** How far suspicion travels along the chain; enforced by whoever screens. */
export class Propagation {
  @OneOf(['NONE', 'DIRECT', 'N_HOPS', 'VALUE_SHARE'], { about: 'The rule.' })
  mode!: string;

  @Int({ min: 0, max: 5, about: 'Hops at most.' })
  maxHops!: number;

  @Int({ min: 0, max: 10_000, about: 'Least share of value, in basis points.' })
  minShareBps!: number;
}

/** A member says that an address, a transaction, a cluster or an entity is suspect, why, and until when. */
export class AddressFlagV1 {
  @MessageId({ optional: true, about: 'The flag that this is a later version of; absent on the first.' })
  flagId?: string;

  @Int({ min: 1, max: 1_000_000, about: 'Version of the flag, from 1.' })
  version!: number;

  @OneOf(['ACTIVE', 'SUSPECTED'], { about: 'What the publisher says; the other states follow from other messages.' })
  status!: string;

  @OneOf(['ADDRESS', 'TX', 'CLUSTER', 'ENTITY'], { about: 'What is flagged.' })
  subjectType!: string;

  @Nested(() => Address, { optional: true, about: 'The address, or the one that defines the cluster.' })
  address?: Address;

  @Nested(() => Transaction, { optional: true, about: 'The transaction.' })
  tx?: Transaction;

  @Text({ max: 256, optional: true, about: 'Name of the entity.' })
  entity?: string;

  @OneOf(
    [
      'PERPETRATOR',
      'MULE',
      'INTERMEDIARY',
      'VICTIM',
      'SERVICE_DEPOSIT',
      'SERVICE_HOT_WALLET',
      'MIXER',
      'BRIDGE',
      'CONTRACT',
      'ISSUER',
      'UNKNOWN',
    ],
    { about: 'Part that the subject plays.' },
  )
  role!: string;

  @OneOf(CRIME_CATEGORIES, { about: 'Crime category.' })
  crimeCategory!: string;

  @Int({ min: 0, max: 100, about: 'Confidence, for sorting; the grades below are the statement.' })
  confidence!: number;

  @OneOf(['A', 'B', 'C', 'X'], { about: 'Reliability of the source (4x4).' })
  sourceReliability!: string;

  @OneOf(['1', '2', '3', '4'], { about: 'Accuracy of the information (4x4).' })
  infoAccuracy!: string;

  @OneOf(
    [
      'override',
      'ownership',
      'ledger_immanent',
      'manual_transaction',
      'service_api',
      'forensic_investigation',
      'authority_data',
      'trusted_provider',
      'service_data',
      'forensic',
      'untrusted_transaction',
      'web_crawl',
      'heuristic',
      'unknown',
    ],
    { about: 'How the flagger knows (TagPack vocabulary).' },
  )
  attributionBasis!: string;

  @Text({ max: 256, optional: true, about: 'The legal act, for a sanctions listing.' })
  legalAct?: string;

  @Nested(() => Amount, { optional: true, about: 'Suspected amount.' })
  suspectedAmount?: Amount;

  @Int({ min: 0, max: 10_000_000, optional: true, about: 'Number of victims.' })
  victimCount?: number;

  @Instant({ optional: true, about: 'First seen.' })
  firstSeen?: string;

  @Instant({ optional: true, about: 'Last seen.' })
  lastSeen?: string;

  @Instant({ about: 'In force from.' })
  validFrom!: string;

  @Instant({ about: 'In force until; at most 180 days later, five years for a sanctions listing.' })
  validUntil!: string;

  @Nested(() => Propagation, { about: 'How far suspicion travels.' })
  propagation!: Propagation;

  @OneOf(['MONITOR', 'ALERT_ON_DEPOSIT', 'HOLD_FOR_REVIEW'], { about: 'What is asked for; never an order.' })
  requestedAction!: string;

  @ListOf(nested(() => Evidence), { max: 50, about: 'Evidence, by hash.' })
  evidence!: Evidence[];

  @MessageId({ optional: true, about: 'A request that pre-approves a freeze on arrival.' })
  standingInstruction?: string;
}
