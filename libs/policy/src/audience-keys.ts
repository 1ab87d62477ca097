import type { Envelope } from '@holdfast/contracts';

/** Every member of the hub. */
export const MEMBERS = 'members';

export const groupKey = (group: string): string => (group === MEMBERS ? MEMBERS : `group:${group}`);
export const partnerKey = (partner: string): string => `partner:${partner}`;

/** The keys under which a message can be read, fixed when it is recorded: its audience, and its sender. */
export function audienceKeys({ audience, sender }: Envelope): string[] {
  const { groups = [], partners = [] } = audience;
  return [...new Set([...groups.map(groupKey), ...partners.map(partnerKey), partnerKey(sender)])];
}
