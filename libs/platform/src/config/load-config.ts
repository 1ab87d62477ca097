import { check, fieldsOf, MessageRejected } from '@holdfast/contracts';
import type { Fault, Shape } from '@holdfast/contracts';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { variableOf } from './env.js';
import { settingType } from './setting-type.js';

/** Variables as a process finds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings of a process once: each property from its variable, else its initialiser. Throws
 * ConfigurationInvalid naming every wrong variable and what it must be. The result is frozen.
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
    const wrong = wrongSettings(shape, given, error.faults);
    throw new ConfigurationInvalid(`Wrong settings: ${wrong.join('; ')}`, { wrong }, { cause: error });
  }
}

/** The text of a variable as its field's type; what does not convert stays text and is refused by name. */
function convert(value: string, type: unknown): unknown {
  if (type === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (type === 'boolean')
    return (
      new Map([
        ['true', true],
        ['false', false],
      ]).get(value) ?? value
    );
  if (type === 'array') return value.split(',').map((item) => item.trim());
  return value;
}

/** One phrase for each wrong variable, in the order of the declaration. */
function wrongSettings(shape: Shape, given: object, faults: readonly Fault[]): string[] {
  const properties = new Set(faults.map(({ pointer }) => pointer.split('/')[1]));
  return [...fieldsOf(shape)]
    .filter(([property]) => properties.has(property))
    .map(([property, { schema }]) => {
      const fault = property in given ? `must be ${settingType(schema())}` : 'is missing';
      return `${variableOf(shape, property)} ${fault}`;
    });
}
