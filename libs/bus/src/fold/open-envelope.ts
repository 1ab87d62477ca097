import { HubError, readEnvelope, readJson } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { EntryUnreadable } from './fold-halted.js';

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
