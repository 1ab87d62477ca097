import { HUB, OfficerV1, OrganisationV1, parse, thumbprint, verifyContent } from '@holdfast/contracts';
import type { Envelope, PublicJwk } from '@holdfast/contracts';
import type { DirectoryView } from '@holdfast/policy';

/** Every change of the directory needs two operators; before there were two, the hub is being founded. */
const OPERATORS_NEEDED = 2;

/**
 * Whether a message belongs to the founding of the hub: its organisation or an operator of its own, said before both
 * and two operators are in force, and signed by both founding keys. The organisation names these keys; whatever is read
 * before it vouches for itself, for the order between topics is nobody's. Once the hub is founded it stays so, whoever
 * of its officers is suspended later.
 */
export function isFounding(envelope: Envelope, contentHash: Buffer, directory: DirectoryView): boolean {
  if (envelope.sender !== HUB) return false;
  const hub = directory.organisation(HUB);
  if (hub && directory.officers(HUB).length >= OPERATORS_NEEDED) return false;
  const own = ownKeys(envelope);
  if (!own) return false;
  const keys = hub ? foundingKeys(hub) : own;
  const needed = hub || envelope.kind === 'organisation' ? OPERATORS_NEEDED : 1;
  return signingKeys(envelope, contentHash, keys).size >= needed;
}

interface Key {
  kid: string;
  jwk: PublicJwk;
}

/** The keys that the message itself carries, when it speaks of the hub. */
function ownKeys({ kind, body }: Envelope): readonly Key[] | undefined {
  if (kind === 'organisation') {
    const organisation = parse(OrganisationV1, body);
    return organisation.id === HUB ? foundingKeys(organisation) : undefined;
  }
  if (kind !== 'officer') return undefined;
  const officer = parse(OfficerV1, body);
  return officer.orgId === HUB ? officer.keys : undefined;
}

/** The hub's keys that belong to no process are its founders'. */
const foundingKeys = ({ keys }: OrganisationV1): readonly Key[] => keys.filter(({ process }) => process === undefined);

/** The keys that signed, by what they are and not by what they are called. */
function signingKeys({ signatures = [] }: Envelope, contentHash: Buffer, keys: readonly Key[]): Set<string> {
  const signed = signatures.flatMap((signature) => {
    const key = keys.find(({ kid }) => kid === signature.kid);
    return key && verifyContent(contentHash, signature, key.jwk) ? [thumbprint(key.jwk)] : [];
  });
  return new Set(signed);
}
