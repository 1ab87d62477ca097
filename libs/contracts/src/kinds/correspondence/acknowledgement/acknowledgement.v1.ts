import { Instant, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';

/** Why a message was rejected, and where in it. */
export class AcknowledgementError {
  @Text({ min: 0, max: 200, about: 'JSON Pointer into the message; empty for the whole.' })
  pointer!: string;

  @Text({ max: 64, about: 'Code of the one who rejects.' })
  code!: string;

  @Text({ max: 500, about: 'What is wrong.' })
  message!: string;
}

/** Somebody who was given a message says how far it came with them. */
export class AcknowledgementV1 {
  @MessageId({ about: 'The message that is acknowledged.' })
  ofMessageId!: string;

  @OneOf(['DELIVERED', 'HUMAN', 'RECEIPT', 'APPLIED'], {
    about: 'How far it came: to a system, to a person, its package received whole, its effect carried out.',
  })
  level!: string;

  @OneOf(['OK', 'REJECTED'], { about: 'Whether that went well.' })
  result!: string;

  @ListOf(nested(() => AcknowledgementError), { min: 1, max: 50, optional: true, about: 'What is wrong, if REJECTED.' })
  errors?: AcknowledgementError[];

  @MessageId({ optional: true, about: 'The officer who read it, on level HUMAN.' })
  byOfficer?: string;

  @PartnerId({ optional: true, about: "On the hub's own DELIVERED: the partner that was given the message." })
  recipient?: string;

  @Instant({ about: 'When it came that far.' })
  at!: string;
}
