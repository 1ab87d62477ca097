import { following, groupKey, MEMBERS, partnerKey, routedBy } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { holdsAt, readHolders } from '../membership/intervals.js';
import type { ReleasedBy } from './effects/fold-routings.js';
import { readTargets } from './known-targets.js';
import type { ReadEntry } from './read-entry.js';

/** Messages about others, narrowed to whom they may reach, and the routings among them that count. */
export interface Followed {
  entries: ReadEntry[];
  routed: ReleasedBy[];
}

/**
 * Narrows what is about another message, entry by entry: each is judged by what stands before it, and a routing counts
 * for all that comes after.
 */
export async function followTargets(manager: EntityManager, entries: readonly ReadEntry[]): Promise<Followed> {
  const known = await readTargets(manager, entries);
  const holders = await readHolders(manager, groupKeysOf(entries));
  const routed: ReleasedBy[] = [];
  const followed = entries.map((entry) => {
    const { item, envelope, messageId } = entry;
    const { index } = item;
    const target = known.get(entry.target ?? '');
    const routing = routedBy(envelope, index, target);
    if (target && routing) {
      routed.push({ ...routing, position: index, index: target.index });
      const keys = [...new Set([...target.keys, ...routing.recipients.map(partnerKey)])];
      known.set(entry.target ?? '', { ...target, keys });
    }
    const stands = following(envelope, index, target, (partner, key) => holdsAt(holders.get(partner), key, index));
    known.set(messageId, stands);
    // In one order, whether what it rests on was read from the table or stood in the same batch.
    return { ...entry, bound: stands.bound, item: { ...item, keys: stands.keys.toSorted() } };
  });
  return { entries: followed, routed };
}

/** Of the groups that some of them mean; nobody needs to ask who is one of `members`. */
function groupKeysOf(entries: readonly ReadEntry[]): string[] {
  const groups = new Set(entries.flatMap(({ envelope }) => envelope.audience.groups ?? []));
  groups.delete(MEMBERS);
  return [...groups].map(groupKey);
}
