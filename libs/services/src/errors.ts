import { HubError } from '@holdfast/contracts';

/** A service that the hub needs cannot be had on this machine; the message names every way out. */
export class ServiceMissing extends HubError {
  readonly code = 'service.missing';
}

/** A service was started and did not become ready in time; its log file says why. */
export class ServiceNotReady extends HubError {
  readonly code = 'service.not-ready';
  override readonly retryable = true;
}
