import type { OrganisationV1 } from '@holdfast/contracts';

/** A version of an organisation as the hub publishes it to its members, still without signature. */
export function organisationMessage(
  body: OrganisationV1,
  { reference, occurredAt, supersedes }: { reference: string; occurredAt: Date; supersedes?: string },
): object {
  return {
    kind: 'organisation',
    version: 1,
    reference,
    occurredAt: occurredAt.toISOString(),
    audience: { groups: ['members'] },
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R4', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    ...(supersedes === undefined ? {} : { supersedes }),
    body,
  };
}
