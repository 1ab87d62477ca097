import { ErasureV1, kinds, parse } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Entry } from '../record/assign.js';
import type { MessageMac } from './message-mac.js';
import { overdue, PERIODS } from './periods.js';

interface Doomed {
  index: string;
  id: string | null;
  sender: string;
}

/** By these every signature and every erasure is judged; they name no person. What is quarantined only claims to be. */
const KEPT = kinds.filter(({ paired }) => paired).map(({ name }) => name);
const MAY_GO = `(message_id IS NULL OR kind <> ALL($1)) AND NOT EXISTS (
  SELECT FROM entry WHERE entry.index = body.index AND effect IS NOT NULL)`;

const BY_INDEX = `SELECT index, message_id AS id, sender FROM body WHERE index = ANY($2::bigint[]) AND ${MAY_GO}`;

/** What has an id is readable JSON; nothing else may be read as such, in whatever order rows are judged. */
const OF_CASE = `CASE WHEN message_id IS NULL THEN false
  ELSE convert_from(envelope, 'UTF8')::jsonb #>> '{case,number}' = $2 END`;

/** The sender's messages of a case, and what others said under the same number about one of them, or about that. */
const BY_CASE = `
  WITH RECURSIVE doomed AS (
    SELECT index, message_id AS id, sender FROM body WHERE sender = $3 AND ${MAY_GO} AND ${OF_CASE}
    UNION
    SELECT body.index, body.message_id, body.sender FROM doomed JOIN body ON body.target = doomed.id
     WHERE ${MAY_GO} AND ${OF_CASE})
  SELECT index, id, sender FROM doomed ORDER BY index`;

/**
 * Carries out an erasure in the transaction in which it takes effect: bodies with their salts, hashes and ids, and what
 * was derived from them, are gone; what remains can be matched by nobody. Returns the indexes of all that is gone.
 */
export async function erase(
  client: PoolClient,
  entry: Pick<Entry, 'effect' | 'erases' | 'acceptedAt'>,
  mac: MessageMac,
): Promise<readonly number[]> {
  const { effect, erases } = entry;
  if (!effect) return [];
  const doomed = erases ? await known(client, erases) : await withWhatNames(client, await doomedBy(client, entry));
  const indexes = doomed.map((each) => each.index);
  await client.query('DELETE FROM signed WHERE index = ANY($1::bigint[])', [indexes]);
  await client.query('DELETE FROM body WHERE index = ANY($1::bigint[])', [indexes]);
  await client.query(
    `INSERT INTO erased SELECT index, message_mac, $3 FROM unnest($1::bigint[], $2::bytea[]) AS gone (index, message_mac)`,
    [indexes, doomed.map(({ id, sender }) => (id === null ? null : mac.of(sender, id))), effect.index],
  );
  return erases ?? indexes.map(Number);
}

/** What was erased once is erased again, wherever the record is taken over; some of it may never have come. */
async function known(client: PoolClient, indexes: readonly number[]): Promise<Doomed[]> {
  const sql = 'SELECT index, message_id AS id, sender FROM body WHERE index = ANY($1::bigint[])';
  return (await client.query<Doomed>(sql, [indexes])).rows;
}

/** Whether a class has messages whose time is over. */
export async function overdueAmong(database: DataSource, retention: string, at: Date): Promise<boolean> {
  const sql = `SELECT EXISTS (${overdue(MAY_GO)}) AS due`;
  const [row]: { due: boolean }[] = await database.query(sql, [KEPT, retention, at, PERIODS.get(retention)]);
  return row?.due ?? false;
}

async function doomedBy(
  client: PoolClient,
  { effect, acceptedAt }: Pick<Entry, 'effect' | 'acceptedAt'>,
): Promise<Doomed[]> {
  if (!effect) return [];
  const { scope, targets, sender, retention = '', effectiveAt } = parse(ErasureV1, effect.envelope.body);
  // Whose clock runs ahead may not erase ahead of it: the broker's time is the limit.
  const at = effectiveAt < acceptedAt ? effectiveAt : acceptedAt;
  const [sql, ...values] = wishOf();
  const { rows } = await client.query<Doomed>(sql, [KEPT, ...values]);
  return rows;

  function wishOf(): [sql: string, ...values: unknown[]] {
    if (scope === 'RETENTION') return [overdue(MAY_GO), retention, at, PERIODS.get(retention)];
    return scope === 'CASE' ? [BY_CASE, effect?.envelope.case?.number, sender] : [BY_INDEX, targets];
  }
}

/** What only speaks of an erased message repeats its id and hash, from which it could be guessed: it goes too. */
const NAMING = `SELECT index, message_id AS id, sender FROM body
  WHERE target = ANY($2::uuid[]) AND kind IN ('acknowledgement', 'approval') AND ${MAY_GO}`;

async function withWhatNames(client: PoolClient, doomed: readonly Doomed[]): Promise<Doomed[]> {
  const ids = doomed.flatMap(({ id }) => id ?? []);
  const { rows } = await client.query<Doomed>(NAMING, [KEPT, ids]);
  const known = new Set(doomed.map(({ index }) => index));
  return [...doomed, ...rows.filter(({ index }) => !known.has(index))];
}
