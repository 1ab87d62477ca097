import { EntryUnreadable, readRecorded } from '@holdfast/bus';
import type { RecordedEntry } from '@holdfast/bus';
import type { Sealed } from '@holdfast/contracts';
import { alert, approval, recorded } from '../../test/recorded-messages.js';
import { readEntry } from './read-entry.js';

function entry(message: Sealed, status?: string): RecordedEntry {
  const read = readRecorded(recorded(7, message, status));
  if (read.type !== 'entry') throw new TypeError('not an entry');
  return read;
}

const withBytes = (text: string): Sealed => ({ ...alert('police'), bytes: Buffer.from(text) });

it('makes an item of what was recorded, under its audience and its sender, with the bytes as they came', () => {
  const message = alert('police', { groups: ['kr'], partners: ['acme'] });
  expect(readEntry(entry(message))).toEqual({
    messageId: message.envelope.messageId,
    bound: false,
    envelope: message.envelope,
    item: {
      position: 7,
      index: 7,
      kind: 'case-alert',
      sender: 'police',
      acceptedAt: '2026-04-14T07:40:01.000Z',
      keys: ['group:kr', 'partner:acme', 'partner:police'],
      envelope: message.bytes,
    },
  });
});

it('knows which message a message is about', () => {
  const target = '1d2c3b4a-5968-8776-8554-433221100ffe';
  expect(readEntry(entry(approval('police', target)))).toMatchObject({ target });
});

it.each(['conflict', 'quarantined'])('shows nobody what is %s, and does not even read it', (status) => {
  expect(readEntry(entry(withBytes('no JSON'), status))).toBeUndefined();
});

it.each([
  ['of a newer version', String(alert('police').bytes).replace('"version":1', '"version":999')],
  ['that is no JSON', '{'],
  ['that breaks the contract', '{"kind":"case-alert","version":1}'],
])('waits for a build that can read an entry %s', (_, text) => {
  expect(() => readEntry(entry(withBytes(text)))).toThrow(EntryUnreadable);
  expect(new EntryUnreadable('').retryable).toBe(true);
});
