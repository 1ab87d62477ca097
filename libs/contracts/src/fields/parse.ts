import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { MessageRejected } from '../errors/message-rejected.js';
import type { Fault } from '../errors/message-rejected.js';
import { isRecurrence } from './recurrence.js';
import { schemaOf } from './registry.js';
import type { JsonSchema, Shape } from './registry.js';
import { isCleanText } from './text-rules.js';
import { isDay, isDuration, isInstant, isTimeZone } from './time-rules.js';

const MAX_FAULTS = 20;
const MAX_POINTER = 200;

/** The formats of the published schemas, as they are judged here. */
export const formats = {
  text: isCleanText,
  'date-time': isInstant,
  date: isDay,
  duration: isDuration,
  'time-zone': isTimeZone,
  recurrence: isRecurrence,
};
/** Stops at the first fault: most messages have none, and that is all there is to know of them. */
const quick = new Ajv({ strict: true, formats });
/** Finds every fault, at twice the cost; asked only about what has one. */
const thorough = new Ajv({ strict: true, allErrors: true, formats });
const compiled = new WeakMap<Shape, (value: unknown) => object>();

/** The only door from unknown to typed. Throws MessageRejected naming every place, up to 20; changes nothing. */
export function parse<T extends object>(shape: Shape<T>, value: unknown): T;
export function parse(shape: Shape, value: unknown): object {
  const known = compiled.get(shape);
  if (known) return known(value);
  const validate = validator<object>(schemaOf(shape));
  compiled.set(shape, validate);
  return validate(value);
}

/** Compiles a schema that was composed from shapes, such as an envelope with its kind's body. */
export function validator<T>(schema: JsonSchema): (value: unknown) => T {
  const validate = quick.compile<T>(schema);
  let explain: ValidateFunction | undefined;
  return (value) => {
    if (validate(value)) return value;
    explain ??= thorough.compile(schema);
    explain(value);
    throw new MessageRejected(faultsOf(explain));
  };
}

function faultsOf({ errors }: ValidateFunction): Fault[] {
  return (errors ?? []).slice(0, MAX_FAULTS).map(toFault);
}

function toFault({ instancePath, keyword, params, message }: ErrorObject): Fault {
  const property: unknown = params.missingProperty ?? params.additionalProperty;
  const pointer = typeof property === 'string' ? `${instancePath}/${escapePointer(property)}` : instancePath;
  return { pointer: pointer.slice(0, MAX_POINTER), rule: keyword, message: ADVICE[keyword] ?? message ?? keyword };
}

const ADVICE: Record<string, string> = {
  required: 'is missing',
  additionalProperties: 'is not a property of this shape; remove it',
};

/** RFC 6901 escaping of one step. */
export function escapePointer(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
