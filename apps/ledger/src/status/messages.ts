import { HUB } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';
import { erasedAmong } from '../retention/message-mac.js';
import type { MessageMac } from '../retention/message-mac.js';

/** What became of one message. */
export interface MessageStatus {
  messageId: string;
  /** `unknown`: not recorded yet, or not the caller's. `erased`: was recorded, and is not again. */
  status: 'known' | 'unknown' | 'erased';
  /** With `reason`: why it was quarantined, or why this approval gives its target no effect. */
  entries: { index: number; contentHash: string; status: string; acceptedAt: string; reason?: string }[];
  duplicates: number;
}

/** The state of a partner's own messages, of all for the hub's; of others' what it says of those that never were. */
export async function statusOf(
  { database, mac }: { database: DataSource; mac: MessageMac },
  partner: string,
  ids: readonly string[],
): Promise<MessageStatus[]> {
  const rows: {
    id: string;
    index: string;
    hash: Buffer;
    status: string;
    reason: string | null;
    at: Date;
    again: string;
  }[] = await database.query(
    `WITH message AS MATERIALIZED (
       SELECT * FROM body WHERE message_id = ANY($1::uuid[]) AND ($2 = '${HUB}' OR sender = $2))
     SELECT message_id AS id, index, content_hash AS hash, status, reason, accepted_at AS at,
       (SELECT count(*) FROM duplicate WHERE duplicate.index = message.index) AS again
     FROM message JOIN entry USING (index) ORDER BY index`,
    [ids, partner],
  );
  const found = new Set(rows.map(({ id }) => id));
  const unknown = ids.filter((id) => !found.has(id)).map((messageId) => ({ sender: partner, messageId }));
  const erased = await erasedAmong(unknown, mac, (sql, values) => database.query(sql, values));
  return ids.map((messageId) => {
    const own = rows.filter(({ id }) => id === messageId);
    return {
      messageId,
      status: statusIn(own, erased.has(messageId)),
      entries: own.map(({ index, hash, status, reason, at }) => ({
        index: Number(index),
        contentHash: hash.toString('hex'),
        status,
        acceptedAt: at.toISOString(),
        ...(reason === null ? {} : { reason }),
      })),
      duplicates: own.reduce((sum, { again }) => sum + Number(again), 0),
    };
  });
}

const statusIn = (own: readonly object[], isErased: boolean): MessageStatus['status'] => {
  if (own.length > 0) return 'known';
  return isErased ? 'erased' : 'unknown';
};
