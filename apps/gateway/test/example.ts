import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const kinds = join(import.meta.dirname, '../../../libs/contracts/src/kinds');

/** The shortest example of a kind, under a reference of its own. */
export function example(kind: string, reference: string) {
  return { ...Object(JSON.parse(readFileSync(join(kinds, kind, 'minimal.json'), 'utf8'))), reference };
}

export const flag = (reference: string) => example('address-flag', reference);
