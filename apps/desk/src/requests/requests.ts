import type { EntityManager } from 'typeorm';
import { isOutagePending, readOutages } from '../clocks/outages.js';
import type { DeskPart, HubMessage, Now } from '../fold/desk-part.js';
import type { Said } from '../fold/said.js';
import { concernsRequests } from './state/concerns.js';
import { decideAtOnce, decideDue, nextMoment } from './decide/decide.js';
import { eraseRequests } from './store/erase-requests.js';
import { COLUMNS, requestOf } from './store/request-rows.js';
import type { RequestRow } from './store/request-rows.js';
import { WorkingSet } from './store/working-set.js';

const DUE_AT_ONCE = 1_000;

/** Gated messages: what lets them go, the legs of their recipients, their holds and their clocks. */
export class Requests implements DeskPart {
  async fold(manager: EntityManager, said: readonly Said[]): Promise<HubMessage[]> {
    const concerning = said.filter(({ envelope }) => concernsRequests(envelope));
    if (concerning.length === 0) return [];
    const set = await WorkingSet.load(manager, concerning);
    for (const each of concerning) set.take(each);
    const changed = await set.save(manager, await readOutages(manager));
    return changed.flatMap(decideAtOnce);
  }

  async due(manager: EntityManager, { tick }: Now): Promise<HubMessage[]> {
    if (tick === undefined || (await isOutagePending(manager))) return [];
    const rows: RequestRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM request WHERE due_at < $1 ORDER BY due_at LIMIT ${DUE_AT_ONCE}`,
      [tick],
    );
    if (rows.length === 0) return [];
    const outages = await readOutages(manager);
    const due = rows.map(requestOf).map((request) => ({ request, messages: decideDue(request, tick, outages) }));
    // What was decided comes back and is looked at anew then; an outage has moved the others.
    await manager.query(
      `UPDATE request SET due_at = new.due_at FROM unnest($1::uuid[], $2::text[]) AS new (id, due_at)
        WHERE request.id = new.id`,
      [
        due.map(({ request }) => request.state.id),
        due.map(({ request, messages }) => (messages.length > 0 ? null : (nextMoment(request, outages) ?? null))),
      ],
    );
    return due.flatMap(({ messages }) => messages);
  }

  erase = eraseRequests;
}
