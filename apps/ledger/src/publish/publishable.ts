import { cloudEvent, DIRECTORY, erasedEntry, HEADER, recordedEntry } from '@holdfast/bus';
import type { ErasedEntry, OutgoingRecord } from '@holdfast/bus';
import { canonical } from '@holdfast/contracts';
import type { Entry } from '../record/assign.js';

/** An entry as it is published, whether it comes from memory or from the table. */
export interface Publishable {
  index: number;
  status: string;
  record: string;
  value: Buffer;
  salt: Buffer;
  envelope?: { kind: string; version: number; sender: string; messageId: string };
  /** Index of the message that takes effect here. */
  effect?: number;
  /** Indexes of the entries whose messages are erased here. */
  erases?: readonly number[];
  /** The version of a directory object that is in force from here on. */
  stated?: { key: string; value: Buffer };
}

/** An entry whose message was erased before it was published. */
export interface PublishableErased {
  index: number;
  erased: ErasedEntry;
}

/** A recorded entry, still in memory. */
export function publishableEntry({ effect, ...entry }: Entry): Publishable {
  if (!effect) return entry;
  const { index, directoryKey: key, envelope } = effect;
  const stated = key === undefined ? {} : { stated: { key, value: Buffer.from(canonical(envelope)) } };
  return { ...entry, effect: index, ...stated };
}

/** The records of an entry: its place in the record, and what the directory says from here on. */
export function recordsOf(entry: Publishable | PublishableErased): OutgoingRecord[] {
  if ('erased' in entry) return [erasedEntry(entry.index, entry.erased)];
  return [recordedEntry({ ...entry, headers: headersOf(entry) }), ...directoryRecord(entry)];
}

export function directoryRecord({ index, effect, stated }: Publishable): OutgoingRecord[] {
  if (!stated || effect === undefined) return [];
  const headers = { [HEADER.index]: String(index), [HEADER.effect]: String(effect) };
  return [{ topic: DIRECTORY, key: stated.key, value: stated.value, headers }];
}

function headersOf({ status, envelope }: Publishable): Record<string, string> {
  if (status === 'quarantined' || !envelope) return {};
  return cloudEvent(envelope.kind, envelope.version, envelope.sender, envelope.messageId);
}
