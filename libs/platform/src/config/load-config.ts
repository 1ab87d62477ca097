import { check, fieldsOf, MessageRejected } from '@holdfast/contracts';
import type { Shape } from '@holdfast/contracts';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { variableOf } from './env.js';

/** Variables as a process finds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings of a process once: each property from its variable, else its initialiser. Throws
 * ConfigurationInvalid naming every wrong variable. The result is frozen.
 */
export function loadConfig<T extends object>(shape: Shape<T>, environment: Environment = process.env): Readonly<T> {
  const given: Record<string, unknown> = {};
  for (const [property, { schema }] of fieldsOf(shape)) {
    const value = environment[variableOf(shape, property)];
    if (value !== undefined && value !== '') given[property] = convert(value, schema().type);
  }
  try {
    return Object.freeze(check(shape, given));
  } catch (error) {
    if (!(error instanceof MessageRejected)) throw error;
    const wrong = error.faults.map(
      ({ pointer, rule }) => `${variableOf(shape, pointer.split('/')[1] ?? '')} (${rule})`,
    );
    throw new ConfigurationInvalid(`Wrong settings: ${[...new Set(wrong)].join(', ')}`, { wrong }, { cause: error });
  }
}

/** The text of a variable as its field's type; what does not convert stays text and is refused by name. */
function convert(value: string, type: unknown): unknown {
  if (type === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (type === 'boolean') return { true: true, false: false }[value] ?? value;
  if (type === 'array') return value.split(',').map((item) => item.trim());
  return value;
}
