import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { MessageRejected } from '../errors/message-rejected.js';
import type { Fault } from '../errors/message-rejected.js';
import { schemaOf } from './registry.js';
import type { JsonSchema, Shape } from './registry.js';
import { isCleanText, isInstant } from './text-rules.js';

const MAX_FAULTS = 20;
const MAX_POINTER = 200;

const ajv = new Ajv({ allErrors: true, strict: true, formats: { text: isCleanText, 'date-time': isInstant } });
const compiled = new WeakMap<Shape, ValidateFunction>();

/** The only door from unknown to typed. Throws MessageRejected naming every place, up to 20; changes nothing. */
export function parse<T extends object>(shape: Shape<T>, value: unknown): T {
  const validate = compiled.get(shape) ?? compile(shape);
  if (holds<T>(validate, value)) return value;
  throw new MessageRejected(faultsOf(validate));
}

/** Compiles a schema that was composed from shapes, such as an envelope with its kind's body. */
export function validator<T>(schema: JsonSchema): (value: unknown) => T {
  const validate = ajv.compile(schema);
  return (value) => {
    if (holds<T>(validate, value)) return value;
    throw new MessageRejected(faultsOf(validate));
  };
}

function compile(shape: Shape): ValidateFunction {
  const validate = ajv.compile(schemaOf(shape));
  compiled.set(shape, validate);
  return validate;
}

function holds<T>(validate: ValidateFunction, value: unknown): value is T {
  return validate(value) === true;
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
