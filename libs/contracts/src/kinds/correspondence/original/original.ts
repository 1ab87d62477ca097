import { hash } from 'node:crypto';
import type { Fault } from '../../../errors/message-rejected.js';
import type { Envelope } from '../../../message/envelope.js';
import { kind } from '../../kind.js';
import { PARTNERS } from '../../publishers.js';
import { OriginalV1 } from './original.v1.js';

const MAX_PART_BYTES = 512 * 1024;

export const original = kind({
  name: 'original',
  version: 1,
  plural: 'originals',
  about: 'The bytes that a partner sent, as the gateway took them; read by their sender and the hub alone.',
  body: OriginalV1,
  publishers: PARTNERS,
  processes: ['GATEWAY'],
  maxBytes: 768 * 1024,
  gated: false,
  rules: (envelope) => [...partFaults(envelope.body), ...byteFaults(envelope.body), ...audienceFaults(envelope)],
});

function partFaults({ part, parts }: OriginalV1): Fault[] {
  if (part <= parts) return [];
  return [{ pointer: '/body/part', rule: 'original-part', message: 'must not be over parts' }];
}

/** One spelling of the bytes, so that a part that is sent again is the same message. */
function byteFaults({ originalSha256, parts, bytes }: OriginalV1): Fault[] {
  const decoded = Buffer.from(bytes, 'base64');
  if (decoded.length > MAX_PART_BYTES || decoded.toString('base64') !== bytes) {
    const message = `must be base64 with its padding, of at most ${MAX_PART_BYTES} bytes`;
    return [{ pointer: '/body/bytes', rule: 'original-bytes', message }];
  }
  if (parts > 1 || hash('sha256', decoded) === originalSha256) return [];
  return [{ pointer: '/body/originalSha256', rule: 'original-hash', message: 'is not the SHA-256 of the bytes' }];
}

function audienceFaults({ sender, audience: { groups, partners = [] } }: Envelope<OriginalV1>): Fault[] {
  if (groups === undefined && partners.every((partner) => partner === sender)) return [];
  return [{ pointer: '/audience', rule: 'original-audience', message: 'must name the sender alone' }];
}
