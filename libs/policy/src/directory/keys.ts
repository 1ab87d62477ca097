import type { OfficerKey, OfficerV1, OrganisationKey, OrganisationV1 } from '@holdfast/contracts';

/** Whether a key counts at a moment (RFC 3339): it has not ended, and nobody has reported it as compromised. */
export function keyCounts(
  { notAfter, compromisedSince }: { notAfter?: string; compromisedSince?: string },
  at: string,
): boolean {
  return compromisedSince === undefined && (notAfter === undefined || notAfter > at);
}

/** The key with which a partner's system speaks at a moment; a key of a process of the hub is none. */
export function systemKey({ keys }: OrganisationV1, kid: string, at: string): OrganisationKey | undefined {
  return keys.find((key) => key.kid === kid && key.process === undefined && keyCounts(key, at));
}

/** The key with which an officer acts at a moment, as long as the officer does. */
export function officerKey({ status, keys }: OfficerV1, kid: string, at: string): OfficerKey | undefined {
  return status === 'ACTIVE' ? keys.find((key) => key.kid === kid && keyCounts(key, at)) : undefined;
}
