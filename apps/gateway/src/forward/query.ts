import { refuse } from '@holdfast/contracts';

/** The part of a query that may pass on; everything else is refused, so that no wish is ignored in silence. */
export function passingQuery(query: unknown, allowed: readonly string[]): string {
  const passing = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(query))) {
    for (const each of [value].flat()) passing.append(name, String(each));
  }
  refuse([...passing.keys()].filter((name) => !allowed.includes(name)).map(toFault));
  return passing.size === 0 ? '' : `?${passing}`;
}

const toFault = (name: string) => ({
  pointer: `/${name}`.slice(0, 100),
  rule: 'query',
  message: 'is no parameter of this address',
});
