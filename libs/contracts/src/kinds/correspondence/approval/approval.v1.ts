import { OneOf, Text } from '../../../fields/decorators.js';
import { MessageId, Sha256 } from '../../../fields/identifiers.js';

/** A second person's word on exactly one content of one message. */
export class ApprovalV1 {
  @MessageId({ about: 'The message that is approved or returned.' })
  target!: string;

  @Sha256({ about: "The target's contentHash, as the officer saw it." })
  contentHash!: string;

  @OneOf(['APPROVED', 'RETURNED', 'RELEASED'], { about: 'RELEASED lets go what was held back.' })
  decision!: string;

  @OneOf(['APPROVER', 'LEGAL', 'VALIDATING_AUTHORITY', 'OPERATOR'], { about: 'In which role.' })
  role!: string;

  @Text({ max: 2000, optional: true, about: 'Why; needed when the target is returned.' })
  note?: string;
}
