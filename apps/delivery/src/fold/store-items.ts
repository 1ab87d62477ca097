import type { EntityManager } from 'typeorm';
import type { Item } from '../entries/item.js';
import type { StoredItem } from './read-entry.js';

/** Stores items once, each with the keys under which it can be read from now on. */
export async function storeItems(manager: EntityManager, entries: readonly StoredItem[]): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(of: (item: Item) => T) => entries.map(({ item }) => of(item));
  await manager.query(STORE, [
    column(({ position }) => position),
    column(({ index }) => index),
    column(({ kind }) => kind),
    column(({ sender }) => sender),
    column(({ acceptedAt }) => acceptedAt),
    // An array of arrays must be rectangular; as literals they may differ in length. Keys hold no character to escape.
    column(({ keys }) => `{${keys.join(',')}}`),
    column(({ envelope }) => envelope),
    entries.map(({ messageId }) => messageId),
    entries.map(({ bound }) => bound),
  ]);
}

const STORE = `
  WITH stored AS (
    INSERT INTO item (position, index, kind, sender, accepted_at, keys, envelope, message_id, bound)
    SELECT position, index, kind, sender, accepted_at, keys::text[], envelope, message_id, bound
      FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[],
                  $8::uuid[], $9::boolean[])
        AS new (position, index, kind, sender, accepted_at, keys, envelope, message_id, bound)
    RETURNING position, kind, keys)
  INSERT INTO visibility (key, position, kind) SELECT unnest(keys), position, kind FROM stored`;
