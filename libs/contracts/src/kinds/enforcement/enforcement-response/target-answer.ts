import { ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { LocalId, MessageId } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';
import { Address } from '../../shapes/address.js';
import { Hold } from '../hold.js';
import { ALL_OUTCOMES } from './outcomes.js';
import type { Outcome } from './outcomes.js';

const REASONS = [
  'INCOMPLETE',
  'MANIFEST_ERROR',
  'INSUFFICIENT_INFORMATION',
  'AMBIGUOUS_TARGET',
  'DATA_NOT_HELD',
  'ADDRESS_NOT_CONTROLLED',
  'CANNOT_CONFIRM',
  'DE_FACTO_IMPOSSIBLE',
  'AUTHORITY_NOT_COMPETENT',
  'IDENTITY_UNVERIFIED',
  'OFFENCE_NOT_COVERED',
  'SERVICE_NOT_COVERED',
  'IMMUNITY_OR_PRIVILEGE',
  'CONFLICT_OF_LAW',
  'LEGAL_BASIS_MISSING_OR_EXPIRED',
  'OVERBROAD',
  'FUNDS_NOT_PRESENT',
  'DUPLICATE_OF',
] as const;

/** Which law forbids what was asked. */
export class ConflictOfLaw {
  @Text({ max: 256, about: 'The law.' })
  law!: string;

  @Text({ max: 128, about: 'Its provision.' })
  provision!: string;

  @Text({ max: 2000, about: 'How it conflicts with the request.' })
  conflict!: string;

  @Text({ max: 2000, about: 'What obeying the request would bring about.' })
  consequence!: string;
}

/** A hold that an answer tells of. */
export class ReportedHold extends Hold {
  @MessageId({ about: 'The hold: the messageId of its first hold-event.' })
  holdId!: string;
}

/** What became of one target. It names no customer: who it is travels in the sealed package alone. */
export class TargetAnswer {
  @LocalId({ about: 'The target, by its id in the request.' })
  targetId!: string;

  @OneOf(ALL_OUTCOMES, { about: 'What became of it; the type of the request says which words count.' })
  outcome!: Outcome;

  @OneOf(['YES', 'NO', 'CANNOT_CONFIRM'], { optional: true, about: 'Whether the responder controls the address now.' })
  controls?: string;

  @OneOf(['CUSTOMER_DEPOSIT', 'HOT_WALLET', 'COLD_WALLET', 'INTERNAL', 'FORMER'], {
    optional: true,
    about: 'What the address is to the responder.',
  })
  addressType?: string;

  @Nested(() => ReportedHold, { optional: true, about: 'The hold.' })
  hold?: ReportedHold;

  @ListOf(nested(() => Address), {
    min: 1,
    max: 100,
    optional: true,
    about: "Where the funds went from here, by the responder's own withdrawals.",
  })
  onward?: Address[];

  @OneOf(REASONS, { optional: true, about: 'Why; a refusal always says it.' })
  reasonCode?: string;

  @Nested(() => ConflictOfLaw, { optional: true, about: 'CONFLICT_OF_LAW: which.' })
  conflictOfLaw?: ConflictOfLaw;

  @Text({ max: 2000, optional: true, about: 'OVERBROAD: the narrower request that would be answered.' })
  narrowing?: string;

  @MessageId({ optional: true, about: 'DUPLICATE_OF: the request that was answered already.' })
  duplicateOf?: string;
}
