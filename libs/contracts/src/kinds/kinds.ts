import type { Envelope } from '../message/envelope.js';
import type { Kind } from './kind.js';
import * as registry from './registry.js';

/** Every kind that this build knows, each version by itself. */
export const kinds: readonly Kind[] = Object.values(registry);

const byId = new Map(kinds.map((each) => [`${each.name}.v${each.version}`, each]));

export function kindOf(name: string, version: number): Kind | undefined {
  return byId.get(`${name}.v${version}`);
}

/** The topic that carries a kind. */
export function topicOf({ plural }: Kind): string {
  return `holdfast.${plural}`;
}

/** The id of the message that this one is about, when it is about one. */
export function targetOf(envelope: Envelope): string | undefined {
  return kindOf(envelope.kind, envelope.version)?.target?.(envelope);
}

/** The directory object that this message is a version of, `<kind>/<owner>[/<id>]`, when it is one. */
export function directoryKeyOf(envelope: Envelope): string | undefined {
  return kindOf(envelope.kind, envelope.version)?.directoryKey?.(envelope);
}

/** The partner, or the country, that a directory object belongs to. */
export function ownerOf(directoryKey: string): string {
  return directoryKey.split('/')[1] ?? '';
}
