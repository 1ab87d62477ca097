import { HubError } from './hub-error.js';

/** One broken rule: where (JSON Pointer), which, and what to do. Never the value: it may be secret. */
export interface Fault {
  pointer: string;
  rule: string;
  message: string;
}

/** The input breaks the contract; sending the same bytes again cannot succeed. */
export class MessageRejected extends HubError {
  readonly code = 'message.rejected';

  constructor(
    readonly faults: readonly Fault[],
    cause?: unknown,
  ) {
    super(
      faults.map(({ pointer, rule, message }) => `${pointer || '/'} ${rule}: ${message}`).join('; '),
      {},
      { cause },
    );
  }
}

/** Throws when there is a fault, so that a check reads as one line. */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new MessageRejected(faults);
}
