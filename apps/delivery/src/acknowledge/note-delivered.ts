import { openEnvelope } from '@holdfast/bus';
import { canonical } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';
import { delivered } from './delivered.js';

/**
 * Keeps what is to be said of gated messages that a partner was given just now. The first to note one fixes its moment;
 * a second reading, in whichever process, changes nothing.
 */
export async function noteDelivered(
  database: DataSource,
  recipient: string,
  indexes: readonly number[],
): Promise<void> {
  const at = new Date().toISOString();
  await database.transaction(async (manager) => {
    const first: { index: string; envelope: Buffer }[] = await manager.query(FIRST, [recipient, indexes, at]);
    for (const { index, envelope } of first) {
      const message = delivered(openEnvelope(envelope, Number(index)), { recipient, at });
      await manager.query('INSERT INTO acknowledgement (index, recipient, message) VALUES ($1, $2, $3)', [
        index,
        recipient,
        canonical(message),
      ]);
    }
  });
}

const FIRST = `
  WITH unsaid AS (
    SELECT index, partner FROM recipient
     WHERE partner = $1 AND index = ANY($2::bigint[]) AND delivered_at IS NULL
     ORDER BY index FOR UPDATE),
  first AS (
    UPDATE recipient SET delivered_at = $3 FROM unsaid
     WHERE (recipient.index, recipient.partner) = (unsaid.index, unsaid.partner)
    RETURNING recipient.index)
  SELECT item.index, item.envelope FROM first JOIN item ON item.index = first.index AND item.position = first.index`;
