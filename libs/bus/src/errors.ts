import { HubError } from '@holdfast/contracts';

/** The brokers did not confirm in time. What was sent may be held or not: send the same again. */
export class BusUnavailable extends HubError {
  readonly code = 'bus.unavailable';
  override readonly retryable = true;
}

/** The queue before the brokers is full; nothing of this call was sent. */
export class BusOverloaded extends HubError {
  readonly code = 'bus.overloaded';
  override readonly retryable = true;
}

/** A topic differs from what this build needs; every difference is named. */
export class TopicMismatch extends HubError {
  readonly code = 'bus.topic-mismatch';
}

/** Records are missing between the stored offset and what the broker still holds. */
export class OffsetGap extends HubError {
  readonly code = 'bus.offset-gap';
  override readonly retryable = true;
}

/** Another process took the lead: what this one was about to store is not stored. */
export class LeadLost extends HubError {
  readonly code = 'bus.lead-lost';
  override readonly retryable = true;
}
