import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MessageRejected, readJson, seal } from '@holdfast/contracts';
import { projectRoot } from '@holdfast/services';

const kindsFolder = join(projectRoot, 'libs/contracts/src/kinds');

/** Every example that was ever committed, as `<kind>/<name>.v<n>`, with its path. */
export const examplePaths: ReadonlyMap<string, string> = new Map(
  globSync('*/*/*.v*.json', { cwd: kindsFolder })
    .toSorted()
    .map((path) => [`${basename(dirname(path))}/${basename(path, '.json')}`, join(kindsFolder, path)]),
);

/** A message as a partner writes it; every example names its sender. */
export interface Example {
  sender: string;
  body: Record<string, unknown>;
  [property: string]: unknown;
}

/** An example of a kind, to be used as it is or changed. */
export function example(kind: string, name = 'minimal.v1'): Example {
  const path = examplePaths.get(`${kind}/${name}`);
  if (path === undefined) throw new Error(`No example ${kind}/${name}`);
  return Object(readJson(readFileSync(path)));
}

/** Changes of an example: fields of its body, and of its envelope. */
export interface Change {
  name?: string;
  body?: object;
  envelope?: object;
}

/** The rules that a changed example breaks, as `pointer rule`; none when it is accepted. */
export function broken(kind: string, { name, body = {}, envelope = {} }: Change): string[] {
  const whole = example(kind, name);
  try {
    seal({ ...whole, ...envelope, body: { ...whole.body, ...body } }, whole.sender);
    return [];
  } catch (error) {
    if (!(error instanceof MessageRejected)) throw error;
    return error.faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
  }
}
