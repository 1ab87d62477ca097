import { addressFlag } from './address-flag/address-flag.js';
import { caseAlert } from './case-alert/case-alert.js';
import type { Kind } from './kind.js';
import { organisation } from './organisation/organisation.js';

/** Every kind that this build knows: adding one is a folder and a line here. */
export const kinds: readonly Kind[] = [addressFlag, caseAlert, organisation];

const byId = new Map(kinds.map((each) => [`${each.name}.v${each.version}`, each]));

export function kindOf(name: string, version: number): Kind | undefined {
  return byId.get(`${name}.v${version}`);
}

/** The topic that carries a kind. */
export function topicOf({ plural }: Kind): string {
  return `holdfast.${plural}`;
}
