import { hash } from 'node:crypto';
import { canonical, contentHash, MessageRejected, readJson } from '@holdfast/contracts';
import type { Check } from '../given/check.js';
import type { LedgerRecord } from './opening.js';

/** How much of a text the record speaks of. */
export type Covers = 'bytes' | 'envelope' | 'content' | 'nothing';

const SAYS: Record<Covers, string> = {
  bytes: 'exactly these bytes were recorded',
  envelope: 'exactly this message was recorded, every field of it; the file writes it in another layout',
  content:
    'exactly this content was recorded; the fields "signatures" and "source" are NOT covered: they differ from what was recorded, or are missing',
  nothing:
    'this text is not what was recorded; give the message as the hub hands it out, with its messageId and sender, unchanged',
};

/** Whether this text, as bytes or as the JSON of the message or of a feed item, is what was recorded. */
export function judgeText(text: Buffer, record: LedgerRecord): { covers: Covers; check: Check } {
  try {
    const covers = coverage(text, record);
    return { covers, check: { name: 'message', holds: covers !== 'nothing', says: SAYS[covers] } };
  } catch (error) {
    if (!(error instanceof MessageRejected)) throw error;
    const says = `this text is not what was recorded, and cannot be read as a message: ${error.message}`;
    return { covers: 'nothing', check: { name: 'message', holds: false, says } };
  }
}

function coverage(text: Buffer, record: LedgerRecord): Covers {
  if (sha256(text) === record.envelopeHash) return 'bytes';
  const value = Object(readJson(text));
  const envelope = Object('envelope' in value ? value.envelope : value);
  if (sha256(canonical(envelope)) === record.envelopeHash) return 'envelope';
  return contentHash(envelope).toString('hex') === record.contentHash ? 'content' : 'nothing';
}

const sha256 = (bytes: Buffer | string): string => hash('sha256', bytes, 'hex');
