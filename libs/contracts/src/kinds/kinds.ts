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
