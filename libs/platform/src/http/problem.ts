import { HttpException } from '@nestjs/common';
import { HubError, MessageRejected } from '@holdfast/contracts';
import { STATUS } from './status.js';

/** RFC 9457, with the hub's stable code and, for refused input, every fault. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  [extension: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Refused',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  413: 'Too large',
  415: 'Media type not supported',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** What a caller is told of an error: of ours what it says, of anything else nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HubError) {
    const status = STATUS[error.code] ?? (error.retryable ? 503 : 500);
    const faults = error instanceof MessageRejected ? { faults: error.faults } : {};
    return problem(status, error.code, error.message, { ...error.details, ...faults });
  }
  if (error instanceof HttpException) return problem(error.getStatus(), `http.${error.getStatus()}`, error.message);
  return problem(500, 'internal', 'The hub failed; the operator sees why');
}

/** Seconds after which the same call may succeed, for Retry-After. */
export function retryAfterSeconds(error: unknown): number | undefined {
  if (!(error instanceof HubError) || !error.retryable) return undefined;
  const { retryAfterMs } = error.details;
  return Math.max(1, Math.ceil((typeof retryAfterMs === 'number' ? retryAfterMs : 1_000) / 1_000));
}

function problem(status: number, code: string, detail: string, more: Record<string, unknown> = {}): Problem {
  return { ...more, type: 'about:blank', title: TITLES[status] ?? 'Error', status, code, detail };
}
