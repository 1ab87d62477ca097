import canonicalize from 'canonicalize';

/** RFC 8785: one spelling of a JSON value, so that its hash means the value. */
export function canonical(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('Only JSON values have a canonical form');
  return json;
}
