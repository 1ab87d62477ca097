import { Int, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId } from '../../../fields/identifiers.js';
import { nested } from '../../../fields/values.js';
import { Evidence } from '../../shapes/evidence.js';

/** A reader says what it thinks of a version of a flag. */
export class FlagAssessmentV1 {
  @MessageId({ about: 'The flag: the messageId of its first version.' })
  flagId!: string;

  @Int({ min: 1, max: 1_000_000, about: 'The version of the flag that was read.' })
  version!: number;

  @OneOf(['CONFIRM', 'LIKELY', 'UNSURE', 'FALSE_POSITIVE', 'OWN_HOT_WALLET', 'OUTDATED'], { about: 'Verdict.' })
  verdict!: string;

  @Text({ max: 2000, optional: true, about: 'Why; never customer data.' })
  note?: string;

  @ListOf(nested(() => Evidence), { max: 50, about: 'Evidence, by hash.' })
  evidence!: Evidence[];
}
