import { openEnvelope } from '@holdfast/bus';
import { canonical, latest } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { Outage } from '../../clocks/outages.js';
import { nextMoment } from '../decide/decide.js';
import type { Request, RequestState } from '../state/request.js';
import { isOpen } from '../../legs/leg.js';
import { isHeld } from '../../holds/hold.js';
import { termsOf } from '../state/terms.js';

/** A request as it lies in its table. */
export interface RequestRow {
  index: string;
  content_hash: string;
  envelope: Buffer;
  state: RequestState;
}

export const COLUMNS = 'index, content_hash, envelope, state';

export function requestOf({ index, content_hash, envelope, state }: RequestRow): Request {
  return { state, envelope: latest(openEnvelope(envelope, Number(index))), contentHash: content_hash };
}

export async function readRequests(manager: EntityManager, ids: readonly string[]): Promise<Request[]> {
  const rows: RequestRow[] = await manager.query(`SELECT ${COLUMNS} FROM request WHERE id = ANY($1::uuid[])`, [ids]);
  return rows.map(requestOf);
}

/** Stores new requests and the new states of known ones. */
export async function saveRequests(
  manager: EntityManager,
  requests: readonly Request[],
  { outages, opened }: { outages: readonly Outage[]; opened: ReadonlySet<string> },
): Promise<void> {
  const fresh = requests.filter(({ state }) => opened.has(state.id));
  if (fresh.length > 0) await insert(manager, fresh);
  await manager.query(UPDATE, [
    requests.map(({ state }) => state.id),
    requests.map(({ state }) => state.version),
    requests.map(({ state }) => `{${Object.keys(state.legs).join(',')}}`),
    requests.map(isRequestOpen),
    requests.map((request) => nextMoment(request, outages) ?? null),
    requests.map(({ state }) => JSON.stringify(state)),
  ]);
}

async function insert(manager: EntityManager, fresh: readonly Request[]): Promise<void> {
  await manager.query(INSERT, [
    fresh.map(({ state }) => state.id),
    fresh.map(({ state }) => state.index),
    fresh.map(({ envelope }) => envelope.sender),
    fresh.map(({ envelope }) => termsOf(envelope)?.requestType ?? 'LEAD_PACK'),
    fresh.map(({ envelope }) => envelope.case?.number ?? null),
    fresh.map(({ contentHash }) => contentHash),
    fresh.map(({ envelope }) => Buffer.from(canonical(envelope))),
  ]);
}

/** Whether anybody still owes something: an approval, an answer, or the end of a hold. */
function isRequestOpen({ state }: Request): boolean {
  if (state.status === 'PENDING_APPROVAL' || state.status === 'HELD_BACK') return true;
  return Object.values(state.legs).some(isOpen) || Object.values(state.holds).some(isHeld);
}

const INSERT = `
  INSERT INTO request (id, index, version, sender, recipients, type, case_number, is_open, content_hash, envelope, state)
  SELECT id, index, index, sender, '{}', type, case_number, true, content_hash, envelope, '{}'
    FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
      AS new (id, index, sender, type, case_number, content_hash, envelope)`;

const UPDATE = `
  UPDATE request SET version = new.version, recipients = new.recipients::text[], is_open = new.is_open,
         due_at = new.due_at, state = new.state::jsonb
    FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::boolean[], $5::text[], $6::text[])
      AS new (id, version, recipients, is_open, due_at, state)
   WHERE request.id = new.id`;
