import { fieldsOf } from '@holdfast/contracts';
import type { Shape } from '@holdfast/contracts';
import { variableOf } from './env.js';
import { settingType } from './setting-type.js';

/** One setting, for the generated documents. */
export interface SettingDescription {
  variable: string;
  /** What it must be, in words. */
  type: string;
  initial: string;
  about: string;
}

/** Every setting of a configuration class, from the same declaration that checks it. */
export function describeConfig(shape: Shape): SettingDescription[] {
  const initial: Record<string, unknown> = { ...new shape() };
  return [...fieldsOf(shape)].map(([property, { schema, about, required }]) => ({
    variable: variableOf(shape, property),
    type: settingType(schema()),
    initial: initial[property] === undefined ? (required ? 'required' : '') : String(initial[property]),
    about,
  }));
}
