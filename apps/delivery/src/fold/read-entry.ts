import type { RecordedEntry } from '@holdfast/bus';
import { HubError, kindOf, readEnvelope, readJson, targetOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { audienceKeys, partnerKey } from '@holdfast/policy';
import type { Item } from '../entries/item.js';
import { EntryUnreadable } from './fold-halted.js';

/** What an entry means here: something to read, and perhaps the message that it is about. */
export interface ReadEntry {
  item: Item;
  messageId: string;
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
  const item: Item = {
    position: index,
    index,
    kind,
    sender,
    acceptedAt: record.acceptedAt,
    keys: keysOf(envelope),
    envelope: value,
  };
  const target = targetOf(envelope);
  return { item, messageId, ...(target === undefined ? {} : { target }) };
}

/** Opens recorded bytes. Throws EntryUnreadable. */
export function openEnvelope(value: Buffer, index: number): Envelope {
  try {
    return readEnvelope(readJson(value));
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw new EntryUnreadable(
      'A recorded entry cannot be read by this build',
      { index, code: error.code },
      { cause: error },
    );
  }
}

/** Until it is routed, a gated message is its sender's alone. */
function keysOf(envelope: Envelope): string[] {
  const isGated = kindOf(envelope.kind, envelope.version)?.gated ?? true;
  return isGated ? [partnerKey(envelope.sender)] : audienceKeys(envelope);
}
