import { Address } from '../kinds/shapes/address.js';
import { parse } from '../fields/parse.js';

/** Every address in a validated body with its JSON Pointer, wherever the kind put it. */
export function addressesIn(value: unknown, pointer = '/body'): { pointer: string; address: Address }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('accountId' in value) return [{ pointer, address: parse(Address, value) }];
  return Object.entries(value).flatMap(([step, member]) => addressesIn(member, `${pointer}/${step}`));
}
