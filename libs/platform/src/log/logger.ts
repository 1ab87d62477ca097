import { HubError } from '@holdfast/contracts';
import { pino } from 'pino';
import type { Logger } from 'pino';

/** JSON lines on stdout: ids, codes and places, never the content of a message. */
export function logger(name: string, level = 'info'): Logger {
  return pino({ name, level, redact: ['*.authorization', '*.body', '*.assertion', '*.token', '*.envelope'] });
}

/** What may be said of an error: its code and its own safe details; of a foreign error its name and place alone. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof HubError) return { code: error.code, ...error.details };
  if (!(error instanceof Error)) return { code: 'unknown' };
  return {
    code: error.name,
    at: error.stack
      ?.split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.trim(),
  };
}
