import { Instant, OneOf } from '../../../fields/decorators.js';
import { MessageId } from '../../../fields/identifiers.js';

/** A message counts no longer, or another stands in its place: why, and what its readers must do until when. */
export class RevocationV1 {
  @MessageId({ about: 'The message that is taken back.' })
  targetMessageId!: string;

  @OneOf(['REVOKE', 'CORRECT', 'WITHDRAW', 'EXPIRE', 'DISPUTE_UPHELD'], { about: 'What happens to it.' })
  action!: string;

  @OneOf(
    [
      'FALSE_POSITIVE',
      'DUPLICATE',
      'WRONG_ADDRESS',
      'WRONG_CHAIN',
      'LEGAL_BASIS_LAPSED',
      'COURT_ORDER',
      'DATA_SUBJECT_RIGHT',
      'CASE_CLOSED',
      'KEY_COMPROMISE',
    ],
    { about: 'Why.' },
  )
  reason!: string;

  @MessageId({ optional: true, about: 'The message that stands in its place, when it is corrected.' })
  replacementId?: string;

  @OneOf(['UNFLAG', 'RELEASE_HOLD', 'DELETE_COPY', 'NOTE_ONLY'], { about: 'What everybody who was given it must do.' })
  requiredAction!: string;

  @Instant({ about: 'Until when.' })
  applyBy!: string;
}
