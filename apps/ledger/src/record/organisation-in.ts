import { OrganisationV1, parse, readEnvelope, readJson } from '@holdfast/contracts';

/** The organisation that a recorded organisation message states. */
export function organisationIn(envelope: Buffer): OrganisationV1 {
  return parse(OrganisationV1, readEnvelope(readJson(envelope)).body);
}
