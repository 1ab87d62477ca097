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
  /** How many items the positions named, whether or not all of them fitted. */
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

/** Items of the given positions in order, as many as fit into the bytes, but at least one: memory stays bounded. */
export function itemsWithin(positions: string, maxBytes: number): string {
  return `
    SELECT position, index, kind, sender, accepted_at, keys, envelope, found
      FROM (SELECT item.*, count(*) OVER () AS found,
                   sum(octet_length(envelope)) OVER (ORDER BY position) - octet_length(envelope) AS before
              FROM item JOIN (${positions}) wanted USING (position)) sized
     WHERE before < ${maxBytes}
     ORDER BY position`;
}
