import { kinds, readEnvelope, readJson, targetOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { StatedDirectory } from '@holdfast/policy';
import type { PoolClient } from 'pg';
import type { Pending } from '../judge/effect.js';
import { erasedAmong } from '../retention/message-mac.js';
import type { MessageMac } from '../retention/message-mac.js';
import type { Known } from './assign.js';

const PAIRED = kinds.filter(({ paired }) => paired).map(({ name }) => name);

/** What the record says of the messages of a batch; nothing else is read. */
export async function knownBefore(
  client: PoolClient,
  envelopes: readonly Envelope[],
  { nextIndex, directory, erasedMac }: { nextIndex: number; directory: StatedDirectory; erasedMac?: MessageMac },
): Promise<Known> {
  const ids = envelopes.map(({ messageId }) => messageId);
  const approvals = envelopes.filter(({ kind }) => kind === 'approval');
  const targets = approvals.flatMap((approval) => targetOf(approval) ?? []);
  return {
    nextIndex,
    directory,
    byId: await hashesOf(client, ids),
    pending: await pendingOf(client, targets),
    erased: erasedMac ? await erasedOf(client, envelopes, erasedMac) : new Map(),
  };
}

async function erasedOf(client: PoolClient, envelopes: readonly Envelope[], mac: MessageMac): Promise<Known['erased']> {
  return erasedAmong(envelopes, mac, async (text, values) => (await client.query(text, values)).rows);
}

async function hashesOf(client: PoolClient, ids: readonly string[]): Promise<Known['byId']> {
  const { rows } = await client.query<{ id: string; hash: Buffer; index: string }>({
    name: 'known',
    text: 'SELECT message_id AS id, content_hash AS hash, index FROM body WHERE message_id = ANY($1::uuid[])',
    values: [ids],
  });
  const byId: Known['byId'] = new Map();
  for (const { id, hash, index } of rows) {
    byId.set(id, (byId.get(id) ?? new Map<string, number>()).set(hash.toString('hex'), Number(index)));
  }
  return byId;
}

/** What the approvals name, a pair decides on and has not taken effect yet; nothing else is read. */
async function pendingOf(client: PoolClient, ids: readonly string[]): Promise<Map<string, Pending>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ index: string; hash: Buffer; envelope: Buffer }>(
    `SELECT index, content_hash AS hash, envelope FROM entry JOIN body USING (index)
      WHERE message_id = ANY($1::uuid[]) AND status = 'recorded' AND kind = ANY($2)
        AND NOT EXISTS (SELECT 1 FROM entry later WHERE later.effect = entry.index)`,
    [ids, PAIRED],
  );
  return new Map(
    rows.map(({ index, hash, envelope: bytes }) => {
      const envelope = readEnvelope(readJson(bytes));
      return [envelope.messageId, { index: Number(index), contentHash: hash.toString('hex'), envelope }];
    }),
  );
}
