import type { OrganisationKey, OrganisationV1 } from '@holdfast/contracts';

/** A key with which an organisation may sign now: not past its end, and none that belongs to a process of the hub. */
export function signingKey({ keys }: OrganisationV1, kid: string, nowMs: number): OrganisationKey | undefined {
  const isPresent = ({ notAfter }: OrganisationKey) => notAfter === undefined || Date.parse(notAfter) > nowMs;
  return keys.find((key) => key.kid === kid && key.process === undefined && isPresent(key));
}
