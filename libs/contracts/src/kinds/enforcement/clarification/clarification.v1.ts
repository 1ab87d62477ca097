import { Flag, Int, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { JsonPointer, MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';

/** One point that is asked about, or its answer. */
export class ClarifiedItem {
  @JsonPointer({ about: 'The place in the request.' })
  pointer!: string;

  @Text({ max: 2000, about: 'The question or the answer.' })
  text!: string;
}

/** A recipient asks about a request, or the requester answers it: at most two rounds. */
export class ClarificationV1 {
  @MessageId({ about: 'The request.' })
  requestId!: string;

  @PartnerId({ about: 'The recipient whose part of the request it is about.' })
  leg!: string;

  @Int({ min: 1, max: 2, about: 'Round.' })
  round!: number;

  @OneOf(['QUESTION', 'ANSWER'], { about: 'The recipient asks, the requester answers.' })
  type!: string;

  @ListOf(nested(() => ClarifiedItem), { min: 1, max: 50, about: 'Point by point.' })
  items!: ClarifiedItem[];

  @Flag({ optional: true, about: 'ANSWER: true when it asks for more than before; then it needs an approval.' })
  widensScope?: boolean;
}
