import { hash } from 'node:crypto';
import { cloudEvent, HEADER } from '@holdfast/bus';
import { canonical, topicOf } from '@holdfast/contracts';
import type { JsonSchema } from '@holdfast/contracts';
import type { MessageExample } from '../examples.js';
import { headersSchema, SUBMITTED } from './headers.js';
import type { TopicMessage } from './messages.js';

const KEY = 'Empty: the record has one order.';
const ACCEPTED_AT = '2026-04-14T07:40:01.000Z';

/** An entry whose message can be read. */
export function entry(payload: JsonSchema, example: MessageExample | undefined): TopicMessage {
  return {
    title: 'An entry',
    summary: 'A message as it was accepted, byte for byte, with its place in the record; also one in conflict.',
    key: KEY,
    headers: headersSchema([...SUBMITTED, 'index', 'record'], ['effect', 'erases']),
    payload,
    ...(example ? { examples: [recorded(example)] } : {}),
  };
}

function recorded({ id, kind, contentHash, recorded: envelope }: MessageExample): JsonSchema {
  const record = {
    acceptedAt: ACCEPTED_AT,
    contentHash,
    envelopeHash: hash('sha256', canonical(envelope)),
    offset: 0,
    partition: 0,
    status: 'recorded',
    topic: topicOf(kind),
  };
  const headers = {
    ...cloudEvent(kind.name, kind.version, envelope.sender, envelope.messageId),
    [HEADER.salt]: '(32 bytes)',
    [HEADER.index]: '7',
    [HEADER.record]: canonical(record),
  };
  return { name: id, headers, payload: envelope };
}

/** An entry that the ledger could not read or trust. */
export function quarantined(): TopicMessage {
  return {
    title: 'A quarantined entry',
    summary: 'What stood on a topic and cannot be read or trusted; the record says so.',
    key: KEY,
    contentType: 'application/octet-stream',
    headers: headersSchema(['salt', 'index', 'record']),
    payload: { description: 'Whatever was found there.' },
  };
}

/** An entry whose message was erased before it was published. */
export function erased(): TopicMessage {
  return {
    title: 'An erased entry',
    summary: 'It takes up its index; its message was erased before it was published, or is published again since.',
    key: KEY,
    headers: headersSchema(['index', 'erased']),
    payload: { type: 'null' },
  };
}

/** A point in time of the record. */
export function tick(): TopicMessage {
  return {
    title: 'A tick',
    summary:
      'Nothing that was accepted before its time comes after it; not an entry. The index is the last one before.',
    key: KEY,
    headers: headersSchema(['tick', 'index']),
    payload: { type: 'null' },
    examples: [{ name: 'tick', headers: { [HEADER.tick]: ACCEPTED_AT, [HEADER.index]: '7' }, payload: null }],
  };
}
