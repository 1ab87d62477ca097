import { kinds } from '@holdfast/contracts';
import { partnerKey } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { ReadEntry } from './read-entry.js';

const GATED = new Set(kinds.filter(({ gated }) => gated).map(({ name }) => name));

/**
 * A message about another follows its visibility: about one that is gated and not routed, or that nobody knows, it is
 * its sender's alone.
 */
export async function followTargets(manager: EntityManager, entries: readonly ReadEntry[]): Promise<ReadEntry[]> {
  const targets = entries.flatMap(({ target }) => target ?? []);
  if (targets.length === 0) return [...entries];
  const stored: { id: string; kind: string }[] = await manager.query(
    'SELECT message_id AS id, kind FROM item WHERE message_id = ANY($1::uuid[])',
    [targets],
  );
  const kindOfId = new Map(stored.map(({ id, kind }) => [id, kind]));
  return entries.map((entry) => {
    // A message is about what stands before it; what comes later was not known to its sender.
    kindOfId.set(entry.messageId, entry.item.kind);
    return entry.target === undefined || isOpen(kindOfId.get(entry.target)) ? entry : forSenderAlone(entry);
  });
}

const isOpen = (kind: string | undefined): boolean => kind !== undefined && !GATED.has(kind);

function forSenderAlone(entry: ReadEntry): ReadEntry {
  return { ...entry, item: { ...entry.item, keys: [partnerKey(entry.item.sender)] } };
}
