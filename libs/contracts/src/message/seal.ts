import { hash } from 'node:crypto';
import { KindUnknown } from '../errors/kind-unknown.js';
import { MessageRejected, refuse } from '../errors/message-rejected.js';
import type { Fault } from '../errors/message-rejected.js';
import { canonical } from '../json/canonical.js';
import { kindOf } from '../kinds/kinds.js';
import { contentHash } from './content-hash.js';
import type { Envelope } from './envelope.js';
import { messageIdOf } from './message-id.js';
import { readEnvelope } from './read-envelope.js';

/** Of every kind that does not state another. */
const MAX_CANONICAL_BYTES = 256 * 1024;

/** A message ready for its topic: the bytes are what travels and is kept. */
export interface Sealed {
  envelope: Envelope;
  /** Canonical form of the whole envelope. */
  bytes: Buffer;
  contentHash: Buffer;
}

/**
 * Completes what a partner sent with its id and sender, and checks it whole. Throws MessageRejected; changes nothing
 * else.
 */
export function seal(input: unknown, sender: string): Sealed {
  const envelope = readKnown(complete(input, sender));
  const bytes = Buffer.from(canonical(envelope));
  const maxBytes = kindOf(envelope.kind, envelope.version)?.maxBytes ?? MAX_CANONICAL_BYTES;
  if (bytes.length > maxBytes) {
    throw new MessageRejected([{ pointer: '', rule: 'max-size', message: `is over ${maxBytes} bytes` }]);
  }
  const isWhole = envelope.signatures === undefined && envelope.source === undefined;
  return { envelope, bytes, contentHash: isWhole ? hash('sha256', bytes, 'buffer') : contentHash(envelope) };
}

function complete(input: unknown, sender: string): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new MessageRejected([{ pointer: '', rule: 'type', message: 'must be a JSON object' }]);
  }
  const given: Record<string, unknown> = { ...input };
  refuse(doorFaults(given, sender));
  const { kind, reference } = given;
  const derivable = typeof kind === 'string' && typeof reference === 'string';
  const messageId = given.messageId ?? (derivable ? messageIdOf({ sender, kind, reference }) : undefined);
  return { ...given, sender, ...(messageId === undefined ? {} : { messageId }) };
}

function doorFaults(given: Record<string, unknown>, sender: string): Fault[] {
  const faults: Fault[] = [];
  if ('sender' in given && given.sender !== sender) {
    faults.push({ pointer: '/sender', rule: 'sender', message: 'is not the partner of this token; omit it' });
  }
  if ('source' in given) {
    faults.push({ pointer: '/source', rule: 'hub-only', message: 'is written by the hub alone; remove it' });
  }
  return faults;
}

/** At the door an unknown kind is the sender's fault, not a reason to wait. */
function readKnown(value: object): Envelope {
  try {
    return readEnvelope(value);
  } catch (error) {
    if (!(error instanceof KindUnknown)) throw error;
    throw new MessageRejected(
      [{ pointer: '/kind', rule: 'kind', message: 'this hub does not know the kind or its version' }],
      error,
    );
  }
}
