import type { JsonSchema } from '@holdfast/contracts';

type Optional<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/**
 * The schema of an answer whose interface the code declares: the compiler holds the properties to that interface. Its
 * title is the name under which documents keep it.
 */
export function answerSchema<T extends object>(
  title: string,
  properties: { [K in keyof Required<T>]: JsonSchema },
  optional: readonly Optional<T>[] = [],
): JsonSchema {
  const absent = new Set<string>(optional.map(String));
  return { title, type: 'object', properties, required: Object.keys(properties).filter((name) => !absent.has(name)) };
}

export const whole = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
export const text = (description: string): JsonSchema => ({ type: 'string', description });
export const moment = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description });
export const words = (values: readonly string[], description: string): JsonSchema => ({
  type: 'string',
  enum: [...values],
  description,
});
export const yesOrNo = (description: string): JsonSchema => ({ type: 'boolean', description });
export const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });

/** The same schema with another meaning. */
export const described = (schema: JsonSchema, description: string): JsonSchema => ({ ...schema, description });
