import { Day, Int } from '../../../fields/decorators.js';
import { Sha256 } from '../../../fields/identifiers.js';

/** The root of one day of the consultation log, which nobody can rewrite afterwards. */
export class ConsultationRootV1 {
  @Day({ about: 'The day, in UTC.' })
  day!: string;

  @Sha256({ about: 'Merkle root of the day.' })
  root!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Number of consultations that day.' })
  count!: number;
}
