import { HubError, MessageRejected } from '@holdfast/contracts';

/** What the exit code of every command means. */
export const EXIT = { ok: 0, refused: 1, usage: 2, unavailable: 3, unauthorised: 4 } as const;

/** The exit code of a failure. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof MessageRejected) return EXIT.usage;
  if (!(error instanceof HubError)) return EXIT.refused;
  const { status } = error.details;
  if (status === 401 || status === 403) return EXIT.unauthorised;
  return error.retryable ? EXIT.unavailable : EXIT.refused;
}
