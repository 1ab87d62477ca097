import { Instant, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { PartnerId } from '../../../fields/identifiers.js';
import { int } from '../../../fields/values.js';

/** Two operators erase the content of messages, or the ledger does when their time is over; proofs stay valid. */
export class ErasureV1 {
  @OneOf(['MESSAGE', 'CASE', 'SUBJECT', 'RETENTION'], {
    about: 'What is erased: messages, the case of the envelope, what speaks of a person, or what was kept long enough.',
  })
  scope!: string;

  @ListOf(int({ min: 0, max: Number.MAX_SAFE_INTEGER }), {
    min: 1,
    max: 1_000,
    optional: true,
    about:
      'Indexes of their entries: an id could be guessed from what is erased, and whom it speaks of is not repeated.',
  })
  targets?: number[];

  @PartnerId({ optional: true, about: 'Whose case it is: two partners may use one number. What answers it goes too.' })
  sender?: string;

  @OneOf(['R2', 'R3', 'R4', 'R6'], { optional: true, about: 'The retention class whose time is over.' })
  retention?: string;

  @Text({ max: 500, about: 'Legal basis; no personal data, for this message stays.' })
  basis!: string;

  @Instant({ about: 'From when on the content is gone; for a retention class, the moment at which its time is over.' })
  effectiveAt!: string;
}
