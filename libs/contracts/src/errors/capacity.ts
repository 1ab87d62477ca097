import { HubError } from './hub-error.js';

/** The input is larger than its stated limit (`details.maxBytes`). */
export class PayloadTooLarge extends HubError {
  readonly code = 'payload.too-large';
}

/** The caller is over its rate; `details.retryAfterMs` says when to come back. */
export class RateExceeded extends HubError {
  readonly code = 'rate.exceeded';
  override readonly retryable = true;
}

/** A service that this call needs does not answer; nothing is known to have been done. */
export class Unavailable extends HubError {
  readonly code = 'hub.unavailable';
  override readonly retryable = true;
}
