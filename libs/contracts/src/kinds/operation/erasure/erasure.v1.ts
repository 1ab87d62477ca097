import { Instant, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { messageId } from '../../../fields/identifiers.js';

/** An operator erases the content of messages, which a second one approves; their proofs stay valid. */
export class ErasureV1 {
  @OneOf(['MESSAGE', 'CASE', 'SUBJECT'], {
    about: 'What is erased: messages, the case of the envelope, or what speaks of a person.',
  })
  scope!: string;

  @ListOf(messageId(), {
    min: 1,
    max: 1_000,
    optional: true,
    about: 'The messages, also where the scope is a person: whom they speak of is not repeated here.',
  })
  targets?: string[];

  @Text({ max: 500, about: 'Legal basis; no personal data, for this message stays.' })
  basis!: string;

  @Instant({ about: 'From when on the content is gone.' })
  effectiveAt!: string;
}
