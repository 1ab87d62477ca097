import type { Envelope } from '@holdfast/contracts';

/** Every member of the hub. */
export const MEMBERS = 'members';

const PARTNER = 'partner:';

export const groupKey = (group: string): string => (group === MEMBERS ? MEMBERS : `group:${group}`);
export const partnerKey = (partner: string): string => `${PARTNER}${partner}`;

/** The partners that keys name one by one. */
export const partnersOf = (keys: readonly string[]): string[] =>
  keys.flatMap((key) => (key.startsWith(PARTNER) ? [key.slice(PARTNER.length)] : []));

/** The keys under which a message can be read, fixed when it is recorded: its audience, and its sender. */
export function audienceKeys({ audience, sender }: Envelope): string[] {
  const { groups = [], partners = [] } = audience;
  return [...new Set([...groups.map(groupKey), ...partners.map(partnerKey), partnerKey(sender)])];
}

/** Whether a partner held a key of a group when the message was recorded. */
export type Holds = (partner: string, key: string) => boolean;

/** The keys of those partners alone that the audience means, and of the sender: never more than it declares. */
export function keysWithin({ audience, sender }: Envelope, partners: readonly string[], holds: Holds): string[] {
  const { groups = [], partners: named = [] } = audience;
  const isMeant = (partner: string) =>
    named.includes(partner) || groups.some((group) => group === MEMBERS || holds(partner, groupKey(group)));
  return [...new Set([sender, ...partners.filter(isMeant)])].map(partnerKey);
}
