import type { OfficerKey, OfficerV1, OrganisationKey, OrganisationV1 } from '@holdfast/contracts';

/** A key with which an organisation may sign now: not past its end, and none that belongs to a process of the hub. */
export function signingKey({ keys }: OrganisationV1, kid: string, nowMs: number): OrganisationKey | undefined {
  const isPresent = ({ notAfter }: OrganisationKey) => notAfter === undefined || Date.parse(notAfter) > nowMs;
  return keys.find((key) => key.kid === kid && key.process === undefined && isPresent(key));
}

/** A key with which an officer may act now: the officer does, and the key has neither ended nor been compromised. */
export function officerKey({ status, keys }: OfficerV1, kid: string, nowMs: number): OfficerKey | undefined {
  if (status !== 'ACTIVE') return undefined;
  const isPresent = ({ notAfter, compromisedSince }: OfficerKey) =>
    compromisedSince === undefined && (notAfter === undefined || Date.parse(notAfter) > nowMs);
  return keys.find((key) => key.kid === kid && isPresent(key));
}
