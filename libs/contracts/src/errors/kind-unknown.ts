import { HubError } from './hub-error.js';

/** A kind or version newer than this process: it waits for its own upgrade and drops nothing. */
export class KindUnknown extends HubError {
  readonly code = 'kind.unknown';
  override readonly retryable = true;
}
