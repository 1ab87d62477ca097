import type { JsonSchema } from '@holdfast/contracts';

/** What a field must be, in words; references to shapes become links. */
export function fieldType(schema: JsonSchema): string {
  const { $ref, const: only, enum: words, type, items, minItems, maxItems } = schema;
  if (typeof $ref === 'string') return link($ref);
  if (only !== undefined) return `\`${String(only)}\``;
  if (Array.isArray(words)) return `one of ${words.map((word) => `\`${word}\``).join(' ')}`;
  if (type === 'array') return `list of ${range(minItems, maxItems)}: ${fieldType(Object(items))}`;
  if (type === 'integer') return `whole number, ${range(schema.minimum, schema.maximum)}`;
  if (type === 'boolean') return 'true or false';
  return type === 'string' ? textType(schema) : 'object';
}

function textType({ format, pattern, minLength, maxLength }: JsonSchema): string {
  if (typeof format === 'string' && format !== 'text') return format;
  const length = `text, ${range(minLength, maxLength)} characters`;
  return typeof pattern === 'string' ? `${length}, \`${pattern.replaceAll('|', '\\|')}\`` : length;
}

const link = (ref: string) => `[${ref.slice(1)}](${ref.toLowerCase()})`;
const range = (least: unknown, most: unknown) => (least === most ? String(most) : `${least}–${most}`);
