import { HUB } from '@holdfast/contracts';
import { partnerKey } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { ReadEntry } from './read-entry.js';

/** Of a message that others may be about: who sent it, and under which keys it can be read. */
interface Shown {
  sender: string;
  keys: readonly string[];
}

/**
 * What is about a message that its sender alone sees, because it is gated and not routed or is itself about such a one,
 * or about a message that nobody knows, is its own sender's alone. What the hub says of it is for its sender too.
 */
export async function followTargets(manager: EntityManager, entries: readonly ReadEntry[]): Promise<ReadEntry[]> {
  const targets = entries.flatMap(({ target }) => target ?? []);
  if (targets.length === 0) return [...entries];
  const stored: (Shown & { id: string })[] = await manager.query(
    'SELECT message_id AS id, sender, keys FROM item WHERE message_id = ANY($1::uuid[])',
    [targets],
  );
  const shown = new Map<string, Shown>(stored.map((each) => [each.id, each]));
  return entries.map((entry) => {
    const target = entry.target === undefined ? undefined : shown.get(entry.target);
    const isOpen = entry.target === undefined || reachesOthers(target);
    const following = isOpen ? entry : forSendersAlone(entry, target);
    // A message is about what stands before it; what comes later was not known to its sender.
    shown.set(entry.messageId, following.item);
    return following;
  });
}

const reachesOthers = (target: Shown | undefined): boolean =>
  target !== undefined && target.keys.some((key) => key !== partnerKey(target.sender));

function forSendersAlone({ item, ...entry }: ReadEntry, target: Shown | undefined): ReadEntry {
  const others = item.sender === HUB && target ? [partnerKey(target.sender)] : [];
  const allowed = [partnerKey(item.sender), ...others.filter((key) => item.keys.includes(key))];
  return { ...entry, item: { ...item, keys: [...new Set(allowed)] } };
}
