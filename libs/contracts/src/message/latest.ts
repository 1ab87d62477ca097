import { kindOf } from '../kinds/kinds.js';
import type { Envelope } from './envelope.js';

/** The envelope as the newest version of its kind says it; what was recorded and signed stays as it was. */
export function latest(envelope: Envelope): Envelope {
  const { kind, version, body } = envelope;
  const next = kindOf(kind, version)?.upcast?.(body);
  return next ? latest({ ...envelope, version: version + 1, body: next }) : envelope;
}
