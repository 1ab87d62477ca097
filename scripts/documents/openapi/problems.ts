import type { JsonSchema } from '@holdfast/contracts';
import type { DeclaredError } from '../errors.js';
import { FAULT } from './answers.js';
import { list, text } from './fields.js';

/** Problem details (RFC 9457) with the hub's stable code; further properties belong to the code. */
export const PROBLEM: JsonSchema = {
  title: 'Problem',
  type: 'object',
  properties: {
    type: { const: 'about:blank' },
    title: text('What kind of problem, in words.'),
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status.' },
    code: text('The error, by a code that never changes its meaning.'),
    detail: text('What happened, in words.'),
    faults: list(FAULT, 'Every broken rule, for refused input.'),
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
};

const HEADERS: Record<string, JsonSchema> = {
  'Retry-After': {
    description: 'Seconds after which the same call may succeed.',
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': { description: 'How to authenticate.', schema: { type: 'string' } },
};

/** A response for each status that an error of the hub leads to, with the errors behind it. */
export function problemResponses(errors: readonly DeclaredError[], problem: JsonSchema): Record<string, JsonSchema> {
  const byStatus = [...Map.groupBy(errors, ({ status }) => status)].filter(([status]) => status !== undefined);
  const named = byStatus.map(([status, own]) => [`Problem${status}`, response(Number(status), own, problem)]);
  return Object.fromEntries(named.toSorted());
}

function response(status: number, errors: readonly DeclaredError[], problem: JsonSchema): JsonSchema {
  const wanted = [
    ...(errors.some(({ retryable }) => retryable) ? ['Retry-After'] : []),
    ...(status === 401 ? ['WWW-Authenticate'] : []),
  ];
  const headers = Object.fromEntries(wanted.map((name) => [name, HEADERS[name]]));
  return {
    description: errors.map(({ code, meaning }) => `\`${code}\`: ${meaning}`).join('\n\n'),
    ...(wanted.length > 0 ? { headers } : {}),
    content: { 'application/problem+json': { schema: problem } },
  };
}
