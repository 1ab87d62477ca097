import type { EntityManager } from 'typeorm';
import type { Item } from '../entries/item.js';

/** Stores items once, each with the keys under which it can be read from now on. */
export async function storeItems(manager: EntityManager, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return;
  const column = <T>(of: (item: Item) => T) => items.map(of);
  await manager.query(STORE, [
    column(({ position }) => position),
    column(({ index }) => index),
    column(({ kind }) => kind),
    column(({ sender }) => sender),
    column(({ acceptedAt }) => acceptedAt),
    // An array of arrays must be rectangular; as literals they may differ in length. Keys hold no character to escape.
    column(({ keys }) => `{${keys.join(',')}}`),
    column(({ envelope }) => envelope),
  ]);
}

const STORE = `
  WITH stored AS (
    INSERT INTO item (position, index, kind, sender, accepted_at, keys, envelope)
    SELECT position, index, kind, sender, accepted_at, keys::text[], envelope
      FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
        AS new (position, index, kind, sender, accepted_at, keys, envelope)
    RETURNING position, kind, keys)
  INSERT INTO visibility (key, position, kind) SELECT unnest(keys), position, kind FROM stored`;
