import { AcknowledgementV1, HUB, parse } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { ReadEntry } from '../read-entry.js';

/** What the hub said of a recipient is not said again, also by tables that were folded anew. */
export async function foldDelivered(manager: EntityManager, entries: readonly ReadEntry[]): Promise<void> {
  for (const { envelope } of entries) {
    if (envelope.kind !== 'acknowledgement' || envelope.sender !== HUB) continue;
    const { ofMessageId, level, recipient, at } = parse(AcknowledgementV1, envelope.body);
    if (level === 'DELIVERED') await manager.query(SAID, [ofMessageId, recipient, at]);
  }
}

const SAID = `
  UPDATE recipient SET delivered_at = $3 FROM item
   WHERE item.message_id = $1 AND item.position = item.index AND recipient.index = item.index
     AND recipient.partner = $2 AND recipient.delivered_at IS NULL`;
