import { Instant, Int, Nested, OneOf } from '../../../fields/decorators.js';
import { MessageId, PartnerId } from '../../../fields/identifiers.js';
import { Amount, TxId } from '../../shapes/address.js';

/** Flagged funds arrived at an exchange: what and when, never whose. */
export class FlagHitV1 {
  @MessageId({ optional: true, about: 'The hit that this one continues; absent on the first.' })
  hitId?: string;

  @MessageId({ about: 'The flag: the messageId of its first version.' })
  flagId!: string;

  @Int({ min: 1, max: 1_000_000, about: 'The version of the flag that was met.' })
  flagVersion!: number;

  @Int({ min: 0, max: 5, about: 'Hops between the flagged subject and the deposit; 0 is direct.' })
  hop!: number;

  @PartnerId({ about: 'Where the funds arrived.' })
  exchange!: string;

  @Nested(() => TxId, { about: 'The deposit.' })
  depositTx!: TxId;

  @Nested(() => Amount, { about: 'What arrived.' })
  amount!: Amount;

  @Instant({ optional: true, about: 'When it was credited; absent until then.' })
  creditedAt?: string;

  @OneOf(['PENDING_CREDIT', 'CREDITED', 'WITHDRAWN', 'HELD'], { about: 'Where the funds are.' })
  accountState!: string;

  @OneOf(['NONE', 'ENHANCED_REVIEW', 'HELD', 'PARTIALLY_HELD'], { about: 'What the exchange did.' })
  actionTaken!: string;

  @Instant({ optional: true, about: 'Until when the exchange waits for legal process.' })
  legalProcessBy?: string;
}
