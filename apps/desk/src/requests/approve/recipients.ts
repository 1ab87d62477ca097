import { HOLDERS } from '@holdfast/contracts';
import type { Envelope, OrganisationV1 } from '@holdfast/contracts';
import { audienceKeys, keysOf } from '@holdfast/policy';
import type { StatedDirectory } from '@holdfast/policy';
import { termsOf } from '../state/terms.js';

/** Whom a message is for, verified members at that index first; the others cannot be given it. */
export interface Recipients {
  routable: string[];
  unroutable: string[];
}

/** The recipients by the routing that the message asks for; those of a lookup's answer come as they are known. */
export function recipientsOf(envelope: Envelope, directory: StatedDirectory): Recipients {
  const terms = termsOf(envelope);
  switch (terms?.routing.mode) {
    case 'BROADCAST':
    case 'BLIND_LOOKUP':
      return { routable: holdersIn(envelope, directory), unroutable: [] };
    case 'AFTER_LOOKUP':
      return { routable: [], unroutable: [] };
    default:
      return parted(terms?.routing.to ?? envelope.audience.partners ?? [], envelope.sender, directory);
  }
}

/** Whoever holds assets for others in the groups that are asked, and whoever of them is named. */
function holdersIn(envelope: Envelope, directory: StatedDirectory): string[] {
  const asked = new Set(audienceKeys(envelope));
  return directory
    .organisations()
    .filter((each) => each.id !== envelope.sender && isHolder(each) && keysOf(each).some((key) => asked.has(key)))
    .map(({ id }) => id)
    .toSorted();
}

const isHolder = ({ type }: OrganisationV1): boolean => HOLDERS.some((each) => each === type);

/** Splits named recipients into those that are verified members and those that are not. */
export function parted(named: readonly string[], sender: string, directory: StatedDirectory): Recipients {
  const others = [...new Set(named)].filter((id) => id !== sender).toSorted();
  const isVerified = (id: string) => directory.organisation(id)?.status === 'VERIFIED';
  return { routable: others.filter(isVerified), unroutable: others.filter((id) => !isVerified(id)) };
}
