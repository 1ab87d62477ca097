import { hash } from 'node:crypto';
import { canonical } from '../json/canonical.js';
import type { Envelope } from './envelope.js';

/** What a signature covers: the envelope without `signatures`, and without `source`, which the hub writes. */
export function contentOf(envelope: Envelope): Omit<Envelope, 'signatures' | 'source'> {
  const { signatures: _signatures, source: _source, ...content } = envelope;
  return content;
}

/**
 * SHA-256 of the canonical envelope without `signatures` and `source`: what officers sign and resends are compared by.
 */
export function contentHash(envelope: Envelope): Buffer {
  return hash('sha256', canonical(contentOf(envelope)), 'buffer');
}
