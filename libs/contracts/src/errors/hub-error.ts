/** Every failure that the hub can name. Codes are part of the contract with partners and never change their meaning. */
export abstract class HubError extends Error {
  abstract readonly code: string;

  /** True when the same call may succeed later. The bus and the HTTP edge look at nothing else. */
  readonly retryable: boolean = false;

  /** `details` are safe to show and to log: places, ids, codes and limits, never a value from a message. */
  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
