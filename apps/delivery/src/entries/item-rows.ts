import type { Item } from './item.js';

/** An item as PostgreSQL returns it. */
export interface ItemRow {
  position: string;
  index: string;
  kind: string;
  sender: string;
  accepted_at: string;
  keys: string[];
  envelope: Buffer;
  /** How many items were chosen, whether or not all of them fitted. */
  found: string;
}

export function itemOf(row: ItemRow): Item {
  return {
    position: Number(row.position),
    index: Number(row.index),
    kind: row.kind,
    sender: row.sender,
    acceptedAt: row.accepted_at,
    keys: row.keys,
    envelope: row.envelope,
  };
}

/**
 * Chosen items in order, as many as fit into the bytes, but those of at least one position, and never one without the
 * other that stands at the same: memory stays bounded, and no reader's item is passed over.
 */
export function itemsWithin(chosen: string, maxBytes: number): string {
  return `
    SELECT position, index, kind, sender, accepted_at, keys, envelope, found
      FROM (SELECT item.*, count(*) OVER () AS found,
                   sum(octet_length(envelope)) OVER (ORDER BY position)
                     - sum(octet_length(envelope)) OVER (PARTITION BY position) AS before
              FROM (${chosen}) item) sized
     WHERE before < ${maxBytes}
     ORDER BY position, index`;
}
