import { Instant, OneOf } from '../../../fields/decorators.js';
import { MessageId, PartnerId } from '../../../fields/identifiers.js';

/** A call from one partner to another, written down so that what began by voice can be followed. */
export class HotlineCallV1 {
  @MessageId({ optional: true, about: 'The call; absent on the first message, whose messageId is the id.' })
  callId?: string;

  @MessageId({ optional: true, about: 'The request that it was about.' })
  requestId?: string;

  @PartnerId({ about: 'Who called.' })
  from!: string;

  @PartnerId({ about: 'Who was called.' })
  to!: string;

  @Instant({ about: 'When it began.' })
  startedAt!: string;

  @OneOf(['CALLBACK', 'KEYWORD', 'SIGNED_PUSH'], { optional: true, about: 'How the called one knew who was calling.' })
  verifiedBy?: string;

  @OneOf(['ACTION_AGREED', 'INFORMED', 'REFUSED', 'NOT_VERIFIED', 'NO_ANSWER'], {
    about: 'How it ended; ACTION_AGREED: the called one acts before the letter comes.',
  })
  outcome!: string;

  @Instant({ optional: true, about: 'When the letter that confirms the call is due.' })
  letterDueAt?: string;
}
