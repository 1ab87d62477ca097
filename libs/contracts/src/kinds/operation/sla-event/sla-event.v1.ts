import { Instant, Int, ListOf, OneOf } from '../../../fields/decorators.js';
import { messageId, MessageId, PartnerId } from '../../../fields/identifiers.js';
import { CLOCKS } from '../../shapes/clocks.js';

/** What became of a clock: half or most of its time is gone, all of it, or it stopped, paused or resumed. */
export class SlaEventV1 {
  @OneOf(CLOCKS, { about: 'The clock.' })
  clock!: string;

  @MessageId({ about: 'The request whose clock it is; of C10 the revocation, of C11 the redress.' })
  requestId!: string;

  @PartnerId({ about: 'The recipient whose part of the request it is.' })
  leg!: string;

  @OneOf(['HALF', 'EIGHTY', 'BREACH', 'PAUSED', 'RESUMED', 'STOPPED'], { about: 'What became of it.' })
  level!: string;

  @Instant({ about: 'When the clock was started.' })
  startedAt!: string;

  @Instant({ about: 'When it runs out, every pause so far added.' })
  dueAt!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'How long it has been paused so far.' })
  pausedMs!: number;

  @ListOf(messageId(), { max: 20, about: 'Hotline contacts that were on duty.' })
  onDuty!: string[];
}
