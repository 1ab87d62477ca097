import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { MessageRejected } from '../errors/message-rejected.js';
import type { Fault } from '../errors/message-rejected.js';
import { escapePointer } from './parse.js';
import type { Shape } from './registry.js';

/** Checks configuration, commands and queries by class-validator; defaults are the class's initialisers. */
export function check<T extends object>(shape: Shape<T>, value: object): T {
  const instance = plainToInstance(shape, value, { exposeDefaultValues: true });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  const faults = errors.flatMap((error) => faultsOf(error, ''));
  if (faults.length > 0) throw new MessageRejected(faults);
  return instance;
}

function faultsOf({ property, constraints = {}, children = [] }: ValidationError, parent: string): Fault[] {
  const pointer = `${parent}/${escapePointer(property)}`;
  const own = Object.keys(constraints).map((rule) => ({ pointer, rule, message: `breaks the rule ${rule}` }));
  return [...own, ...children.flatMap((child) => faultsOf(child, pointer))];
}
