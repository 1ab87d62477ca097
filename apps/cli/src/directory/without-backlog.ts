import type { OrganisationV1 } from '@holdfast/contracts';

/** The backlog belongs to one resumption, not to the versions that follow it. */
export function withoutBacklog({ withBacklog: _once, ...body }: OrganisationV1): OrganisationV1 {
  return body;
}
