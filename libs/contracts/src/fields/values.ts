import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { schemaOf } from './registry.js';
import type { JsonSchema, Shape } from './registry.js';
import { isRecurrence } from './recurrence.js';
import { isCleanText } from './text-rules.js';
import { isDay, isDuration, isInstant, isTimeZone } from './time-rules.js';

/** One kind of value: its JSON Schema (for messages, by AJV) and the same rules for class-validator. */
export interface ValueType {
  schema: () => JsonSchema;
  rules: (each: boolean) => PropertyDecorator[];
}

export function text(o: { max: number; min?: number; pattern?: RegExp }): ValueType {
  const min = o.min ?? 1;
  const pattern = o.pattern ? { pattern: o.pattern.source } : { format: 'text' };
  return {
    schema: () => ({ type: 'string', minLength: min, maxLength: o.max, ...pattern }),
    rules: (each) => [
      IsString({ each }),
      MinLength(min, { each }),
      MaxLength(o.max, { each }),
      o.pattern ? Matches(new RegExp(o.pattern.source, 'u'), { each }) : ruleOf('text', isCleanText, each),
    ],
  };
}

export function int(o: { min: number; max: number }): ValueType {
  return {
    schema: () => ({ type: 'integer', minimum: o.min, maximum: o.max }),
    rules: (each) => [IsInt({ each }), Min(o.min, { each }), Max(o.max, { each })],
  };
}

export function flag(): ValueType {
  return { schema: () => ({ type: 'boolean' }), rules: (each) => [IsBoolean({ each })] };
}

export function oneOf(values: readonly string[]): ValueType {
  return {
    schema: () => ({ type: 'string', enum: [...values] }),
    rules: (each) => [IsString({ each }), IsIn([...values], { each })],
  };
}

export function instant(): ValueType {
  return {
    schema: () => ({ type: 'string', format: 'date-time' }),
    rules: (each) => [ruleOf('instant', isInstant, each)],
  };
}

export const day = () => formatted('date', 10, isDay);
export const duration = () => formatted('duration', 48, isDuration);
export const timeZone = () => formatted('time-zone', 64, isTimeZone);
export const recurrence = () => formatted('recurrence', 512, isRecurrence);

/** ASCII text in a standard form that a pattern alone cannot judge; AJV knows the form by its name. */
function formatted(format: string, max: number, holds: (value: string) => boolean): ValueType {
  return {
    schema: () => ({ type: 'string', maxLength: max, format }),
    rules: (each) => [MaxLength(max, { each }), ruleOf(format, holds, each)],
  };
}

export function nested(shape: () => Shape): ValueType {
  return {
    schema: () => schemaOf(shape()),
    rules: (each) => [ValidateNested({ each }), Type(shape)],
  };
}

function ruleOf(name: string, holds: (value: string) => boolean, each: boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: (value) => typeof value === 'string' && holds(value) } }, { each });
}
