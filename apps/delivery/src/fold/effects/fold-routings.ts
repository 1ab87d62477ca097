import type { Routed } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { clearMemories } from './clear-memories.js';

/** A routing that counts: where it stands, and which entry it routes. */
export interface ReleasedBy extends Routed {
  position: number;
  index: number;
}

/**
 * Shows gated messages to their recipients at the position of the routing, to each once; what was stopped is shown to
 * nobody but its sender until it is routed anew.
 */
export async function foldRoutings(manager: EntityManager, routings: readonly ReleasedBy[]): Promise<void> {
  for (const { position, index, stops, recipients } of routings) {
    await (stops ? stop(manager, index, position) : release(manager, { index, position, recipients }));
  }
}

async function release(
  manager: EntityManager,
  { index, position, recipients }: Omit<ReleasedBy, 'stops'>,
): Promise<void> {
  await manager.query(RELEASE, [index, position, recipients]);
}

async function stop(manager: EntityManager, index: number, position: number): Promise<void> {
  await manager.query(STOP, [index]);
  await manager.query('UPDATE recipient SET position = NULL WHERE index = $1', [index]);
  await clearMemories(manager, position);
}

/** The message once more, whole, under the keys of those who do not have it yet. */
const RELEASE = `
  WITH given AS (
    INSERT INTO recipient AS known (index, partner, position) SELECT $1, partner, $2 FROM unnest($3::text[]) partner
    ON CONFLICT (index, partner) DO UPDATE SET position = $2 WHERE known.position IS NULL
    RETURNING partner),
  shown AS (
    INSERT INTO item (position, index, kind, sender, accepted_at, keys, envelope, message_id, bound)
    SELECT $2, index, kind, sender, accepted_at, keys.given, envelope, message_id, bound
      FROM item, (SELECT array_agg('partner:' || partner ORDER BY partner) AS given FROM given) keys
     WHERE index = $1 AND position = index AND keys.given IS NOT NULL
    RETURNING position, kind, keys)
  INSERT INTO visibility (key, position, kind) SELECT unnest(keys), position, kind FROM shown`;

const STOP = `
  WITH gone AS (DELETE FROM item WHERE index = $1 AND position <> index RETURNING position, keys)
  DELETE FROM visibility USING gone WHERE visibility.position = gone.position AND visibility.key = ANY(gone.keys)`;
