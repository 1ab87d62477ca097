import { hash } from 'node:crypto';

const VERSION = Buffer.of(1);

/**
 * The entry of the tree: a version byte and SHA-256 of salt and canonical record. Nothing can be read or guessed in it;
 * the receipt carries the opening. Tiles, checkpoints and proofs grow from these.
 */
export function treeEntry(salt: Buffer, record: string): Buffer {
  return Buffer.concat([VERSION, hash('sha256', Buffer.concat([salt, Buffer.from(record)]), 'buffer')]);
}

/** The canonical record (RFC 8785): everything that the ledger states of an entry beside its bytes. */
export function canonicalRecord(entry: {
  acceptedAt: string;
  contentHash: Buffer;
  envelopeHash: Buffer;
  offset: number;
  partition: number;
  status: string;
  topic: string;
}): string {
  const { acceptedAt, offset, partition, status, topic } = entry;
  const [contentHash, envelopeHash] = [entry.contentHash.toString('hex'), entry.envelopeHash.toString('hex')];
  // No value needs escaping and the names stand in order, so this is the canonical form.
  return `{"acceptedAt":"${acceptedAt}","contentHash":"${contentHash}","envelopeHash":"${envelopeHash}","offset":${offset},"partition":${partition},"status":"${status}","topic":"${topic}"}`;
}
