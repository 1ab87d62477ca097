import { ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId, partnerId } from '../../../fields/identifiers.js';

/** The desk lets a gated message go to named partners, or stops its further delivery. */
export class RoutingV1 {
  @MessageId({ about: 'The message that is let go or stopped.' })
  target!: string;

  @OneOf(['RELEASE', 'STOP'], { about: 'What happens to it.' })
  action!: string;

  @ListOf(partnerId(), { min: 1, max: 200, optional: true, about: 'Who is given it, on RELEASE.' })
  recipients?: string[];

  @Text({ max: 500, about: 'Why, for people.' })
  reason!: string;

  @Text({ max: 64, pattern: /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/, about: 'The rule that decided.' })
  rule!: string;
}
