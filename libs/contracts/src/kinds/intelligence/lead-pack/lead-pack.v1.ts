import { Instant, ListOf, Nested, OneOf } from '../../../fields/decorators.js';
import { LocalId, MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';
import { Address, Amount, TxId } from '../../shapes/address.js';

/** One lead: funds that went to an exchange. */
export class Lead {
  @LocalId({ about: 'Id of the row in this pack.' })
  rowId!: string;

  @Nested(() => Address, { optional: true, about: 'Address of the victim.' })
  victimAddress?: Address;

  @Nested(() => Address, { about: 'Address of the suspect.' })
  suspectAddress!: Address;

  @Nested(() => TxId, { about: 'The transaction.' })
  tx!: TxId;

  @Nested(() => Amount, { about: 'The amount.' })
  amount!: Amount;

  @PartnerId({ about: 'The exchange that the lead is for.' })
  exchange!: string;
}

/** What came of one lead. */
export class LeadOutcome {
  @LocalId({ about: 'The row.' })
  rowId!: string;

  @OneOf(['NO_MATCH', 'ACCOUNT_CLOSED', 'HELD', 'VICTIM_WARNED', 'UNDER_REVIEW'], { about: 'What came of it.' })
  outcome!: string;

  @Instant({ about: 'When it was known.' })
  at!: string;

  @Nested(() => Amount, { optional: true, about: 'What was saved.' })
  amountSaved?: Amount;
}

/** Leads for named exchanges, worked through row by row. */
export class LeadPackV1 {
  @MessageId({ optional: true, about: 'The pack that this is a later state of; absent on the first.' })
  packId?: string;

  @ListOf(nested(() => Lead), { min: 1, max: 500, about: 'The leads.' })
  rows!: Lead[];

  @ListOf(nested(() => LeadOutcome), { min: 1, max: 500, optional: true, about: 'What came of them so far.' })
  outcomes?: LeadOutcome[];
}
