import { OfficerV1, OrganisationV1, parse, verifyContent } from '@holdfast/contracts';
import type { Envelope, PublicJwk } from '@holdfast/contracts';
import { HUB } from '@holdfast/policy';
import type { DirectoryView } from '@holdfast/policy';

/** Every change of the directory needs two operators; before there are two, the hub is being founded. */
const OPERATORS_NEEDED = 2;

/**
 * Whether a message belongs to the founding of the hub: its organisation or an operator of its own, said before both
 * and two operators are in force, and signed by both founding keys. The organisation names these keys; whatever is read
 * before it vouches for itself, for the order between topics is nobody's.
 */
export function isFounding(envelope: Envelope, contentHash: Buffer, directory: DirectoryView): boolean {
  const hub = directory.organisation(HUB);
  if (envelope.sender !== HUB || (hub && operators(directory) >= OPERATORS_NEEDED)) return false;
  const own = ownKeys(envelope);
  if (!own) return false;
  const keys = hub ? foundingKeys(hub) : own;
  const signed = new Set(signingKids(envelope, contentHash, keys));
  return signed.size >= (hub || envelope.kind === 'organisation' ? OPERATORS_NEEDED : 1);
}

function operators(directory: DirectoryView): number {
  const active = ({ roles, status }: OfficerV1) => status === 'ACTIVE' && roles.includes('OPERATOR');
  return directory.officers(HUB).filter(({ officer }) => active(officer)).length;
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

function signingKids({ signatures = [] }: Envelope, contentHash: Buffer, keys: readonly Key[]): string[] {
  return signatures.flatMap((signature) => {
    const key = keys.find(({ kid }) => kid === signature.kid);
    return key && verifyContent(contentHash, signature, key.jwk) ? [key.kid] : [];
  });
}
