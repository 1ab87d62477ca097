import { randomBytes } from 'node:crypto';
import { HUB, kindOf, seal, signContent, topicOf } from '@holdfast/contracts';
import type { Envelope, SigningKey } from '@holdfast/contracts';
import type { OutgoingRecord } from '../publish/outgoing-record.js';
import { HEADER } from './headers.js';

const SALT_BYTES = 32;

/**
 * A message on its way to its kind's topic: the value is its canonical bytes; the salt makes its place in the tree
 * unguessable.
 */
export function submission(envelope: Envelope, bytes: Buffer, salt: Buffer): OutgoingRecord {
  const { kind, version, sender, messageId } = envelope;
  const known = kindOf(kind, version);
  if (!known) throw new TypeError(`No topic for ${kind}`);
  return {
    topic: topicOf(known),
    key: sender,
    value: bytes,
    headers: { ...cloudEvent(kind, version, sender, messageId), [HEADER.salt]: salt },
  };
}

/** What the hub itself says, signed with these keys, on its way to its kind's topic. */
export function hubSubmission(message: object, keys: readonly SigningKey[]): OutgoingRecord {
  const { contentHash } = seal(message, HUB);
  const signatures = keys.map((key) => signContent(contentHash, 'partner', key));
  const { envelope, bytes } = seal({ ...message, signatures }, HUB);
  return submission(envelope, bytes, randomBytes(SALT_BYTES));
}

export function cloudEvent(kind: string, version: number, sender: string, messageId: string): Record<string, string> {
  return {
    [HEADER.id]: messageId,
    [HEADER.source]: sender,
    [HEADER.type]: `${kind}.v${version}`,
    [HEADER.specVersion]: '1.0',
    [HEADER.contentType]: 'application/json',
  };
}
