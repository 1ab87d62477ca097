import { check, Int, kinds, OneOf } from '@holdfast/contracts';

/** Which page a reader asks for. */
export class EntriesQuery {
  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'The position after which the page begins.' })
  after = -1;

  @Int({ min: 1, max: 1000, about: 'The most items on the page.' })
  limit = 100;

  @OneOf([...new Set(kinds.map(({ name }) => name))], { optional: true, about: 'Only items of this kind.' })
  kind?: string;
}

/** Reads a query string; whole numbers come as text there. */
export function entriesQueryOf(query: Record<string, unknown>): EntriesQuery {
  const values = Object.entries(query).map(([name, value]) => [name, isWhole(value) ? Number(value) : value]);
  return check(EntriesQuery, Object.fromEntries(values));
}

const isWhole = (value: unknown): boolean => typeof value === 'string' && /^(-1|0|[1-9]\d{0,15})$/.test(value);
