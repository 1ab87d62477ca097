import { fieldsOf, parse } from '@holdfast/contracts';
import type { Shape } from '@holdfast/contracts';

/** Reads of an answer what this build knows: a newer hub may say more, and what it says of ours must be whole. */
export function readKnown<T extends object>(shape: Shape<T>, value: unknown): T {
  const given: Record<string, unknown> = Object(value);
  const known = [...fieldsOf(shape).keys()].filter((name) => given[name] !== undefined);
  return parse(shape, Object.fromEntries(known.map((name) => [name, given[name]])));
}
