import { HubError } from '@holdfast/contracts';

/** The record skips an index. The fold waits and asks again, however long: going on would lose a message unseen. */
export class RecordGap extends HubError {
  readonly code = 'record.gap';
  override readonly retryable = true;
}

/** A recorded entry that this build cannot read. The fold waits for a build that can: it is never skipped. */
export class EntryUnreadable extends HubError {
  readonly code = 'record.unreadable';
  override readonly retryable = true;
}
