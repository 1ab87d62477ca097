import type { EntityManager } from 'typeorm';
import { readRequests } from './request-rows.js';

/** Forgets requests that were erased, what was waiting, and of others what an erased answer had said. */
export async function eraseRequests(manager: EntityManager, indexes: readonly number[]): Promise<void> {
  const rows: { message_id: string; request: string }[] = await manager.query(
    'DELETE FROM about WHERE index = ANY($1::bigint[]) RETURNING message_id, request',
    [indexes],
  );
  await manager.query('DELETE FROM waiting WHERE index = ANY($1::bigint[])', [indexes]);
  await manager.query(
    `WITH gone AS (DELETE FROM request WHERE index = ANY($1::bigint[]) RETURNING id),
          named AS (DELETE FROM about USING gone WHERE about.request = gone.id)
     DELETE FROM waiting USING gone WHERE waiting.target = gone.id`,
    [indexes],
  );
  const erased = new Set(rows.map(({ message_id }) => message_id));
  for (const { state } of await readRequests(manager, [...new Set(rows.map(({ request }) => request))])) {
    const legs = Object.values(state.legs).map((leg) =>
      leg.answers.some(({ id }) => erased.has(id)) ? { ...leg, results: {} } : leg,
    );
    const kept = { ...state, legs: Object.fromEntries(legs.map((leg) => [leg.recipient, leg])) };
    await manager.query('UPDATE request SET state = $2 WHERE id = $1', [state.id, JSON.stringify(kept)]);
  }
}
