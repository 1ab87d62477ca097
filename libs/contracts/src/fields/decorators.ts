import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, ValidateIf } from 'class-validator';
import { recordField } from './registry.js';
import type { JsonSchema, Shape } from './registry.js';
import { day, duration, flag, instant, int, nested, oneOf, recurrence, text, timeZone } from './values.js';
import type { ValueType } from './values.js';

/** What a field means, in one sentence for the published documents, and whether it may be absent. */
export interface Described {
  about: string;
  optional?: boolean;
}

/** Declares one property once: its class-validator rules and its JSON Schema. */
function field(schema: () => JsonSchema, rules: PropertyDecorator[], o: Described): PropertyDecorator {
  return (prototype, key) => {
    const property = String(key);
    // Absent is allowed for an optional field; null never is, so that a value has one spelling.
    if (o.optional) ValidateIf((_, value) => value !== undefined)(prototype, property);
    for (const rule of [IsDefined(), ...rules]) rule(prototype, property);
    recordField(prototype, property, { schema, required: !o.optional, about: o.about });
  };
}

const one = (type: ValueType, o: Described) => field(type.schema, type.rules(false), o);

/** Human or technical text; with a pattern the pattern decides, else it must be clean (NFC, no control characters). */
export const Text = (o: Described & { max: number; min?: number; pattern?: RegExp }) => one(text(o), o);

/** A whole number inside its stated bounds. */
export const Int = (o: Described & { min: number; max: number }) => one(int(o), o);

/** True or false. */
export const Flag = (o: Described) => one(flag(), o);

/** One word of a closed list. */
export const OneOf = (values: readonly string[], o: Described) => one(oneOf(values), o);

/** A moment: RFC 3339, UTC, milliseconds, a real date. */
export const Instant = (o: Described) => one(instant(), o);

/** A calendar day: RFC 3339, a real date. */
export const Day = (o: Described) => one(day(), o);

/** A length of time: ISO 8601, whole numbers. */
export const Duration = (o: Described) => one(duration(), o);

/** A time zone by its IANA name. */
export const TimeZone = (o: Described) => one(timeZone(), o);

/** When something recurs: a rule of RFC 5545, without its property name. */
export const Recurrence = (o: Described) => one(recurrence(), o);

/** An object of another shape. */
export const Nested = (shape: () => Shape, o: Described) => one(nested(shape), o);

/** A bounded list; order is meaning, so it is kept. */
export const ListOf = (item: ValueType, o: Described & { max: number; min?: number }) =>
  field(
    () => ({ type: 'array', items: item.schema(), minItems: o.min ?? 0, maxItems: o.max }),
    [IsArray(), ArrayMinSize(o.min ?? 0), ArrayMaxSize(o.max), ...item.rules(true)],
    o,
  );
