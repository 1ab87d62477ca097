import { kindOf, OrganisationV1, parse, verifyContent } from '@holdfast/contracts';
import type { Submitted } from './submitted.js';

/** The hub's own partner id. */
export const HUB = 'hub';

/**
 * Why a message may not stand as the hub's or as part of the directory, or undefined when it may. `hub` is the hub's
 * organisation as recorded so far; the founding message of an empty record vouches for itself.
 */
export function hubFault(
  { envelope, contentHash, acceptedAt }: Submitted,
  hub: OrganisationV1 | undefined,
  isFirst: boolean,
): string | undefined {
  if (!envelope) return undefined;
  const isDirectory = kindOf(envelope.kind, envelope.version)?.directoryKey !== undefined;
  if (envelope.sender !== HUB) return isDirectory ? 'not-the-hub' : undefined;
  const keys = (isFirst ? foundingOf(envelope) : hub)?.keys ?? [];
  const holds = (envelope.signatures ?? []).some((signature) =>
    keys.some(
      ({ kid, jwk, notAfter, process }) =>
        kid === signature.kid &&
        (notAfter === undefined || acceptedAt < notAfter) &&
        (!isDirectory || process === undefined) &&
        verifyContent(contentHash, signature, jwk),
    ),
  );
  return holds ? undefined : 'hub-signature';
}

/** The hub's organisation, when this message states it. */
export function foundingOf(envelope: NonNullable<Submitted['envelope']>): OrganisationV1 | undefined {
  if (envelope.kind !== 'organisation' || envelope.sender !== HUB) return undefined;
  const organisation = parse(OrganisationV1, envelope.body);
  return organisation.id === HUB ? organisation : undefined;
}
