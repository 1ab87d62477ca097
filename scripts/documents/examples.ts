import { readFileSync } from 'node:fs';
import { kindOf, readJson, seal } from '@holdfast/contracts';
import type { Envelope, Kind } from '@holdfast/contracts';
import { examplePaths } from '../../libs/contracts/test/examples.js';

/** An example of a kind: as its sender writes it, and as it is recorded. */
export interface MessageExample {
  /** `<kind>.<name>.v<n>`. */
  id: string;
  kind: Kind;
  sent: object;
  recorded: Envelope;
  contentHash: string;
}

/** Every committed example of every kind, in the order of the kinds. */
export function messageExamples(kinds: readonly Kind[]): MessageExample[] {
  const known = [...examplePaths].map(([id, path]) => exampleAt(id.replace('/', '.'), path));
  return kinds.flatMap((kind) => known.filter((example) => example.kind === kind));
}

function exampleAt(id: string, path: string): MessageExample {
  const sent = Object(readJson(readFileSync(path)));
  const { envelope, contentHash } = seal(sent, sent.sender);
  const kind = kindOf(envelope.kind, envelope.version);
  if (!kind) throw new Error(`${path} is of no kind`);
  return { id, kind, sent, recorded: envelope, contentHash: contentHash.toString('hex') };
}

/** How many officers sign: every number that the kind asks for in its examples. */
export function officersOf(kind: Kind, examples: readonly MessageExample[]): number[] {
  const own = examples.filter((example) => example.kind === kind);
  return [...new Set(own.map(({ recorded }) => kind.officers?.(recorded) ?? 0))].toSorted();
}
