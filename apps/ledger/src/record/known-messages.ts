import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { OrganisationV1 } from '@holdfast/contracts';
import { HUB } from '../judge/hub-signature.js';
import { organisationIn } from './organisation-in.js';
import type { Known } from './assign.js';

/** Takes the log for this transaction and reads what the batch must be held against. */
export async function knownBefore(
  client: PoolClient,
  ids: readonly string[],
  hub: OrganisationV1 | undefined,
): Promise<Known> {
  const { rows: log } = await client.query<{ next: string }>(
    'SELECT next_index AS next FROM log WHERE id = 1 FOR UPDATE',
  );
  const { rows } = await client.query<{ id: string; hash: Buffer; index: string }>({
    name: 'known',
    text: 'SELECT message_id AS id, content_hash AS hash, index FROM entry WHERE message_id = ANY($1::uuid[])',
    values: [ids],
  });
  const byId: Known['byId'] = new Map();
  for (const { id, hash, index } of rows) {
    byId.set(id, (byId.get(id) ?? new Map<string, number>()).set(hash.toString('hex'), Number(index)));
  }
  return { nextIndex: Number(log[0]?.next), hub, byId };
}

/** The hub's organisation as it is recorded now, or undefined before its founding. */
export async function recordedHub(database: DataSource): Promise<OrganisationV1 | undefined> {
  const [row]: { envelope: Buffer }[] = await database.query(
    'SELECT envelope FROM entry JOIN body USING (index) WHERE directory_key = $1 ORDER BY index DESC LIMIT 1',
    [`organisation/${HUB}`],
  );
  return row && organisationIn(row.envelope);
}
