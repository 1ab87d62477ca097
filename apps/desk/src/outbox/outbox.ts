import { canonical, HUB, seal } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { HubMessage } from '../fold/desk-part.js';
import { decided } from '../start/desk-metrics.js';

/** Keeps what was decided, with fixed bytes, in the transaction of the fold; returns whether any of it is new. */
export async function storeDecided(manager: EntityManager, messages: readonly HubMessage[]): Promise<boolean> {
  if (messages.length === 0) return false;
  const sealed = messages.map((message) => ({ message, ...seal(message, HUB) }));
  const rows: { kind: string }[] = await manager.query(
    `INSERT INTO outbox (message_id, kind, message) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])
     ON CONFLICT DO NOTHING RETURNING kind`,
    [
      sealed.map(({ envelope }) => envelope.messageId),
      sealed.map(({ envelope }) => envelope.kind),
      sealed.map(({ message }) => canonical(message)),
    ],
  );
  for (const { kind } of rows) decided.inc({ kind });
  return rows.length > 0;
}

/** What came back recorded is said. */
export async function forgetReturned(manager: EntityManager, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length > 0) await manager.query('DELETE FROM outbox WHERE message_id = ANY($1::uuid[])', [messageIds]);
}
