import { Instant, OneOf } from '../../../fields/decorators.js';
import { MessageId, PartnerId } from '../../../fields/identifiers.js';
import { CHANNEL_TYPES } from '../hotline-contact/channel.js';

/** A test call to a desk: who held it, and whether the right person answered. */
export class HotlineDrillV1 {
  @MessageId({ about: 'The contact that was called.' })
  contactId!: string;

  @OneOf(CHANNEL_TYPES, { about: 'By which channel.' })
  channel!: string;

  @Instant({ about: 'When the call began.' })
  startedAt!: string;

  @Instant({ optional: true, about: 'When the right person answered.' })
  answeredAt?: string;

  @OneOf(['ANSWERED', 'NO_ANSWER', 'WRONG_PERSON'], { about: 'How it ended.' })
  outcome!: string;

  @PartnerId({ about: 'The partner that held the drill.' })
  by!: string;
}
