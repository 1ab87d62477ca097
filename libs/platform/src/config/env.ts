const names = new WeakMap<object, Map<string, string>>();

/** Names the variable of a property where its established name differs from `HOLDFAST_…`. */
export const Env =
  (variable: string): PropertyDecorator =>
  (prototype, property) => {
    const known = names.get(prototype) ?? new Map<string, string>();
    names.set(prototype, known.set(String(property), variable));
  };

/** The environment variable of a property: `ledgerUrl` is `HOLDFAST_LEDGER_URL`. */
export function variableOf(shape: { prototype: object }, property: string): string {
  for (let at: object | null = shape.prototype; at; at = Object.getPrototypeOf(at)) {
    const name = names.get(at)?.get(property);
    if (name) return name;
  }
  return `HOLDFAST_${property.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
