import { Flag, Int, OneOf, Text, check } from '@holdfast/contracts';

/** What of its requests a partner asks for, the oldest first. */
export class RequestsQuery {
  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'Requests after this index; -1 for all.' })
  after = -1;

  @Int({ min: 1, max: 200, about: 'At most so many.' })
  limit = 50;

  @OneOf(['sent', 'received'], { optional: true, about: 'Whether it asks or is asked; absent: both.' })
  role?: string;

  @Flag({ optional: true, about: 'True: only those in which somebody still owes something.' })
  open?: boolean;

  @Text({ max: 64, pattern: /^[A-Z_]+$/, optional: true, about: 'Type of request, or LEAD_PACK.' })
  type?: string;

  @Text({ max: 128, optional: true, about: 'Case number, as its sender writes it.' })
  case?: string;
}

const NUMBERS = ['after', 'limit'];

/** Reads a query string. Throws MessageRejected with what is wrong with it. */
export function requestsQueryOf(query: Record<string, unknown>): RequestsQuery {
  const numbers = NUMBERS.filter((name) => query[name] !== undefined).map((name) => [name, Number(query[name])]);
  const open =
    query.open === undefined ? {} : { open: query.open === 'true' || (query.open === 'false' ? false : query.open) };
  return check(RequestsQuery, { ...query, ...Object.fromEntries(numbers), ...open });
}
