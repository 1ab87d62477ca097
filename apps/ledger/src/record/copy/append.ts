import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { targetOf } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Duplicate, Entry } from '../assign.js';
import { copyBinary, int2, int4, int8, timestamp, uuid } from './copy-binary.js';
import type { Field } from './copy-binary.js';

const ENTRY = 'entry (index, status, reason, topic, partition, kafka_offset, directory_key, effect, tree_entry)';
const BODY =
  'body (index, message_id, target, sender, kind, version, accepted_at, content_hash, envelope_hash, salt, envelope)';

/** The COPY of each table that every entry is a row of. */
export const COPIES = [
  { into: ENTRY, encode: (entries: readonly Entry[]) => copyBinary(entries.map(entryRow)) },
  { into: BODY, encode: (entries: readonly Entry[]) => copyBinary(entries.map(bodyRow)) },
];

const SIGNED = 'signed (partner, kid, index)';
const DUPLICATE = 'duplicate (topic, partition, kafka_offset, index)';

/** Writes entries, their bodies and duplicates in the running transaction, each table by one COPY. */
export async function append(
  client: PoolClient,
  entries: readonly Entry[],
  duplicates: readonly Duplicate[],
): Promise<void> {
  if (entries.length > 0) for (const { into, encode } of COPIES) await copy(client, into, encode(entries));
  const signed = entries.flatMap(signedRows);
  if (signed.length > 0) await copy(client, SIGNED, copyBinary(signed));
  if (duplicates.length > 0) await copy(client, DUPLICATE, copyBinary(duplicates.map(duplicateRow)));
}

function entryRow({ index, status, reason, topic, partition, offset, effect, treeEntry }: Entry): Field[] {
  return [
    int8(index),
    Buffer.from(status),
    reason === undefined ? undefined : Buffer.from(reason),
    Buffer.from(topic),
    int4(partition),
    int8(offset),
    effect?.directoryKey === undefined ? undefined : Buffer.from(effect.directoryKey),
    effect && int8(effect.index),
    treeEntry,
  ];
}

/** All that an erasure takes away. A quarantined message stands under nobody's id. */
function bodyRow({ index, status, envelope, acceptedAt, contentHash, envelopeHash, salt, value }: Entry): Field[] {
  const target = envelope && targetOf(envelope);
  return [
    int8(index),
    envelope && status !== 'quarantined' ? uuid(envelope.messageId) : undefined,
    target === undefined || status === 'quarantined' ? undefined : uuid(target),
    envelope && Buffer.from(envelope.sender),
    envelope && Buffer.from(envelope.kind),
    envelope && int2(envelope.version),
    timestamp(acceptedAt),
    contentHash,
    envelopeHash,
    salt,
    value,
  ];
}

function duplicateRow({ topic, partition, offset, index }: Duplicate): Field[] {
  return [Buffer.from(topic), int4(partition), int8(offset), int8(index)];
}

/** Only what stands under its id: a quarantined message proves nothing of whose name it bears. */
function signedRows({ envelope, status, index }: Entry): Field[][] {
  if (!envelope || status === 'quarantined') return [];
  const kids = new Set(envelope.signatures?.map(({ kid }) => kid));
  return [...kids].map((kid) => [Buffer.from(envelope.sender), Buffer.from(kid), int8(index)]);
}

async function copy(client: PoolClient, into: string, rows: Buffer): Promise<void> {
  await pipeline(Readable.from([rows]), client.query(copyFrom(`COPY ${into} FROM STDIN (FORMAT binary)`)));
}
