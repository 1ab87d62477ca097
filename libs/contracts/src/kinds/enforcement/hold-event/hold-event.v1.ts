import { Nested, Text } from '../../../fields/decorators.js';
import { LocalId, MessageId } from '../../../fields/identifiers.js';
import { Evidence } from '../../shapes/evidence.js';
import { Hold } from '../hold.js';

/** What became of a hold: placed, confirmed, extended, released, seized or lapsed. */
export class HoldEventV1 extends Hold {
  @MessageId({ optional: true, about: 'The hold; absent on its first event, whose messageId is the id.' })
  holdId?: string;

  @MessageId({ about: 'The request that the hold answers.' })
  requestId!: string;

  @LocalId({ about: 'Which target of the request.' })
  targetId!: string;

  @Text({ max: 500, optional: true, about: 'Why; never customer data.' })
  reason?: string;

  @Nested(() => Evidence, { optional: true, about: 'Proof of the release, by hash.' })
  releaseProof?: Evidence;
}
