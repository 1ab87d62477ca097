import { openEnvelope } from '@holdfast/bus';
import type { RecordedEntry } from '@holdfast/bus';
import { targetOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { standing } from '@holdfast/policy';
import type { Item } from '../entries/item.js';

/** What is stored of an entry: something to read, and what others need that are about it. */
export interface StoredItem {
  item: Item;
  messageId: string;
  /** Gated, or about what is. */
  bound: boolean;
}

/** What an entry means here, and perhaps the message that it is about. */
export interface ReadEntry extends StoredItem {
  envelope: Envelope;
  target?: string;
}

/**
 * Reads what the ledger recorded; undefined for what only takes up an index, visible to nobody. Throws EntryUnreadable
 * for what this build cannot read: a later build can, and nothing is skipped until then.
 */
export function readEntry({ index, value, record }: RecordedEntry): ReadEntry | undefined {
  if (record.status !== 'recorded') return undefined;
  const envelope = openEnvelope(value, index);
  const { kind, sender, messageId } = envelope;
  const { keys, bound } = standing(envelope, index);
  const item: Item = {
    position: index,
    index,
    kind,
    sender,
    acceptedAt: record.acceptedAt,
    keys,
    envelope: value,
  };
  const target = targetOf(envelope);
  return { item, messageId, bound, envelope, ...(target === undefined ? {} : { target }) };
}
