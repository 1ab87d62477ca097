import { Text } from '@holdfast/contracts';

/** A rule that a message breaks, as the hub tells it. */
export class BrokenRule {
  @Text({ max: 500, min: 0, about: 'JSON Pointer.' })
  pointer!: string;

  @Text({ max: 100, about: 'Rule.' })
  rule!: string;

  @Text({ max: 1000, about: 'What to do.' })
  message!: string;
}
