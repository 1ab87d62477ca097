import { Instant, OneOf } from '../../../fields/decorators.js';
import { MessageId, PartnerId, Sha256 } from '../../../fields/identifiers.js';

/** An exchange objects for its customer to a hold or a flag, and later tells what was decided. Names nobody. */
export class RedressV1 {
  @MessageId({ optional: true, about: 'The objection that this one decides; absent at submission.' })
  redressId?: string;

  @MessageId({ optional: true, about: 'The hold that is objected to.' })
  holdId?: string;

  @MessageId({ optional: true, about: 'The flag that is objected to.' })
  flagId?: string;

  @OneOf(['NOT_OWNER', 'INNOCENT_RECIPIENT', 'ALREADY_SETTLED', 'OVER_CAP', 'EXPIRED'], { about: 'Ground.' })
  ground!: string;

  @Sha256({ about: "SHA-256 of the customer's statement, which stays with the exchange." })
  customerStatementHash!: string;

  @PartnerId({ about: 'The exchange that submits it.' })
  submittedBy!: string;

  @Instant({ about: 'By when it is decided.' })
  decisionDueAt!: string;

  @OneOf(['UPHELD', 'PARTLY', 'REJECTED'], { optional: true, about: 'The decision.' })
  decision?: string;

  @OneOf(['RELEASE', 'REDUCE', 'UNFLAG'], { optional: true, about: 'What follows from it.' })
  remedy?: string;
}
