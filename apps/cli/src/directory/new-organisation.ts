import type { OrganisationV1, SigningKey } from '@holdfast/contracts';
import { publicJwkOf } from '@holdfast/platform';

/** A verified member with one key. */
export function newOrganisation(
  {
    id,
    type,
    legalName,
    jurisdiction,
    groups,
  }: Pick<OrganisationV1, 'id' | 'type' | 'legalName' | 'jurisdiction' | 'groups'>,
  key: Pick<SigningKey, 'kid' | 'jwk'>,
): OrganisationV1 {
  return {
    id,
    type,
    legalName,
    jurisdiction,
    groups,
    keys: [{ kid: key.kid, jwk: publicJwkOf(key) }],
    licences: [],
    domains: [],
    certificates: [],
    formats: [],
    status: 'VERIFIED',
  };
}
