import { Instant, OneOf, Text } from '../../../fields/decorators.js';

/** The hub was not fully there for a while: running clocks are extended by it, legal ends are not. */
export class OutageV1 {
  @Instant({ about: 'When it began.' })
  from!: string;

  @Instant({ about: 'When it ended.' })
  to!: string;

  @OneOf(['DESK', 'OPERATOR'], { about: 'Who says so: the desk, which saw ticks missing, or an operator.' })
  by!: string;

  @Text({ max: 500, about: 'What happened.' })
  reason!: string;
}
