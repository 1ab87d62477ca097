import type { Fault } from '../../errors/message-rejected.js';
import { Instant } from '../../fields/decorators.js';

/** A stretch of time. */
export class Period {
  @Instant({ about: 'Its first moment.' })
  from!: string;

  @Instant({ optional: true, about: 'Its last moment; absent while it goes on.' })
  to?: string;
}

/** A period does not end before it begins. */
export function periodFaults({ from, to }: Period, pointer: string, rule: string): Fault[] {
  if (to === undefined || to >= from) return [];
  return [{ pointer: `${pointer}/to`, rule, message: 'must not be before from' }];
}
