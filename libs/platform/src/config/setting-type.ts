import type { JsonSchema } from '@holdfast/contracts';

/** What a setting must be, in words, from the schema of its field: for the documents and for refusals. */
export function settingType(schema: JsonSchema): string {
  const { type, enum: words, minimum, maximum, maxLength, pattern, items } = schema;
  if (Array.isArray(words)) return `one of ${words.join(', ')}`;
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'array') return `a list, separated by commas, each ${settingType(Object(items))}`;
  return pattern ? `text like ${pattern}` : `text of at most ${maxLength} characters`;
}
