const WIDTH = 120;

/** JSON as people read it in a diff: what fits on a line stands on one. */
export function jsonText(value: unknown): string {
  return `${block(value, 0, '')}\n`;
}

/** `used` is how much of the first line is taken already. */
function block(value: unknown, used: number, indent: string): string {
  const flat = line(value);
  if (used + flat.length < WIDTH || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => `${inner}${block(each, inner.length, inner)}`)
    : present(value).map(([key, each]) => {
        const head = `${inner}${JSON.stringify(key)}: `;
        return `${head}${block(each, head.length, inner)}`;
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = present(value).map(([key, each]) => `${JSON.stringify(key)}: ${line(each)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

const present = (value: object) => Object.entries(value).filter(([, each]) => each !== undefined);
