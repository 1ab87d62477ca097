import { ErasureV1, kinds, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import type { MessageMac } from './message-mac.js';

interface Doomed {
  index: string;
  id: string;
}

/** By these every signature and every erasure is judged; they name no person. */
const KEPT = kinds.filter(({ paired }) => paired).map(({ name }) => name);
const MAY_GO = `kind <> ALL($2) AND NOT EXISTS (
  SELECT FROM entry WHERE entry.index = body.index AND effect IS NOT NULL)`;

const BY_MESSAGE = `SELECT index, message_id AS id FROM body WHERE message_id = ANY($1::uuid[]) AND ${MAY_GO}`;

/** What has an id is readable JSON; nothing else may be read as such, in whatever order rows are judged. */
const BY_CASE = `SELECT index, message_id AS id FROM body
  WHERE ${MAY_GO} AND CASE WHEN message_id IS NULL THEN false
    ELSE convert_from(envelope, 'UTF8')::jsonb #>> '{case,number}' = $1 END`;

/**
 * Carries out an erasure in the transaction in which it takes effect: bodies with their salts, hashes and ids, and what
 * was derived from them, are gone; what remains can be matched by nobody. Returns the indexes.
 */
export async function erase(
  client: PoolClient,
  { index, envelope }: { index: number; envelope: Envelope },
  mac: MessageMac,
): Promise<number[]> {
  const doomed = await doomedBy(client, envelope);
  const indexes = doomed.map((each) => each.index);
  await client.query('DELETE FROM signed WHERE index = ANY($1::bigint[])', [indexes]);
  await client.query('DELETE FROM body WHERE index = ANY($1::bigint[])', [indexes]);
  await client.query(
    `INSERT INTO erased SELECT index, message_mac, $3 FROM unnest($1::bigint[], $2::bytea[]) AS gone (index, message_mac)`,
    [indexes, doomed.map(({ id }) => mac.of(id)), index],
  );
  return indexes.map(Number);
}

async function doomedBy(client: PoolClient, envelope: Envelope): Promise<Doomed[]> {
  const { scope, targets } = parse(ErasureV1, envelope.body);
  const { rows } =
    scope === 'CASE'
      ? await client.query<Doomed>(BY_CASE, [envelope.case?.number, KEPT])
      : await client.query<Doomed>(BY_MESSAGE, [targets, KEPT]);
  return rows;
}
