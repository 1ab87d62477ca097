import canonicalize from 'canonicalize';

/** RFC 8785: one spelling of a JSON value, so that its hash means the value. */
export function canonical(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('Only JSON values have a canonical form');
  return json;
}

/** Whether this text is the canonical form of the value that was read from it. */
export function isCanonical(json: string, value: unknown): boolean {
  // With every key in its place the platform's own serialisation is the canonical one, at a third of the cost.
  return isOrdered(value) ? JSON.stringify(value) === json : canonical(value) === json;
}

function isOrdered(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isOrdered);
  const keys = Object.keys(value);
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key) && Object.values(value).every(isOrdered);
}
