import { HubError } from '@holdfast/contracts';

const UNKNOWN_TRIES = 5;

/** Whether trying the same again may help. Unknown errors are taken for passing faults a stated number of times. */
export function mayPass(error: unknown, tries: number): boolean {
  return error instanceof HubError ? error.retryable : tries < UNKNOWN_TRIES;
}

/** A stable code for logs and parked records; never the text of an error, which may quote a value. */
export function codeOf(error: unknown): string {
  if (error instanceof HubError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

/** 100 ms doubling to 10 s. */
export function backoffMs(tries: number): number {
  return Math.min(100 * 2 ** Math.min(tries, 10), 10_000);
}
