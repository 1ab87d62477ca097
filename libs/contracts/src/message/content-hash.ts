import { hash } from 'node:crypto';
import { canonical } from '../json/canonical.js';
import type { Envelope } from './envelope.js';

/**
 * SHA-256 of the canonical envelope without `signatures` and `source`: what officers sign and resends are compared by.
 */
export function contentHash(envelope: Envelope): Buffer {
  const { signatures: _signatures, source: _source, ...content } = envelope;
  return hash('sha256', canonical(content), 'buffer');
}
