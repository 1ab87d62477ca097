import type { DataSource } from 'typeorm';

/** What became of one message. */
export interface MessageStatus {
  messageId: string;
  /** `unknown`: not recorded yet, or not the caller's. */
  status: 'known' | 'unknown';
  /** With `reason`: why it was quarantined, or why this approval gives its target no effect. */
  entries: { index: number; contentHash: string; status: string; acceptedAt: string; reason?: string }[];
  duplicates: number;
}

/** The state of a partner's own messages; of others' it says what it says of messages that never were. */
export async function statusOf(
  database: DataSource,
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
    `SELECT message_id AS id, index, content_hash AS hash, status, reason, accepted_at AS at,
       (SELECT count(*) FROM duplicate WHERE duplicate.index = entry.index) AS again
     FROM entry WHERE message_id = ANY($1::uuid[]) AND sender = $2 ORDER BY index`,
    [ids, partner],
  );
  return ids.map((messageId) => {
    const own = rows.filter(({ id }) => id === messageId);
    return {
      messageId,
      status: own.length > 0 ? 'known' : 'unknown',
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
