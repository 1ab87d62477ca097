import { hash } from 'node:crypto';
import { HEADER, headerBytes } from '@holdfast/bus';
import type { RecordBatch } from '@holdfast/bus';
import {
  contentHash,
  isCanonical,
  kindOf,
  MessageRejected,
  readEnvelope,
  readJson,
  topicOf,
} from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';

/**
 * What a Kafka record gives the ledger: where it stood, when it was accepted, its bytes and what can be read in them.
 */
export interface Submitted {
  topic: string;
  partition: number;
  offset: number;
  /** The broker's append time, RFC 3339 with milliseconds. */
  acceptedAt: string;
  value: Buffer;
  salt: Buffer;
  envelopeHash: Buffer;
  contentHash: Buffer;
  /** Absent when the record cannot be read or is not what it claims; then `reason` says why. */
  envelope?: Envelope;
  reason?: string;
  /** Taken over from the published record: what was erased with it then. */
  erases?: readonly number[];
  /** Taken over: it has its index already, and this is why it is quarantined when nothing else says so. */
  published?: { otherwise?: string };
}

const SALT_BYTES = 32;

/** A Kafka record; where its key is not known any more it is not judged. */
type Unread = Pick<RecordBatch['records'][number], 'value' | 'headers' | 'offset' | 'timestamp'> & {
  key?: Buffer | null;
};

/** Reads one record and believes nothing that can be recomputed. Throws KindUnknown for what a newer build may read. */
export function readSubmitted(
  { topic, partition }: Pick<RecordBatch, 'topic' | 'partition'>,
  record: Unread,
): Submitted {
  const value = record.value ?? Buffer.alloc(0);
  const salt = headerBytes(record.headers, HEADER.salt) ?? Buffer.alloc(0);
  const envelopeHash = hash('sha256', value, 'buffer');
  const place = {
    topic,
    partition,
    offset: Number(record.offset),
    acceptedAt: new Date(Number(record.timestamp)).toISOString(),
  };
  const unread = { ...place, value, salt, envelopeHash, contentHash: envelopeHash };
  const envelope = readOrUndefined(value);
  if (!envelope) return { ...unread, reason: 'unreadable' };
  const reason = faultOf(envelope, { topic, key: record.key, value, salt });
  if (reason) return { ...unread, reason };
  const isWhole = envelope.signatures === undefined && envelope.source === undefined;
  return { ...unread, envelope, contentHash: isWhole ? envelopeHash : contentHash(envelope) };
}

function readOrUndefined(value: Buffer): Envelope | undefined {
  try {
    return readEnvelope(readJson(value));
  } catch (error) {
    if (error instanceof MessageRejected) return undefined;
    throw error;
  }
}

function faultOf(
  envelope: Envelope,
  { topic, key, value, salt }: { topic: string; key: Buffer | null | undefined; value: Buffer; salt: Buffer },
): string | undefined {
  const kind = kindOf(envelope.kind, envelope.version);
  if (!kind || topicOf(kind) !== topic) return 'wrong-topic';
  if (key !== undefined && key?.toString() !== envelope.sender) return 'wrong-key';
  if (salt.length !== SALT_BYTES) return 'no-salt';
  if (!isCanonical(value.toString(), envelope)) return 'not-canonical';
  return undefined;
}
