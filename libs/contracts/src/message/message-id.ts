import { hash } from 'node:crypto';

const DOMAIN = 'holdfast/message-id/v1';

/**
 * A UUIDv8 of SHA-256 over a domain tag, sender, kind and reference, each length-prefixed: a resend is the same
 * message.
 */
export function messageIdOf({ sender, kind, reference }: { sender: string; kind: string; reference: string }): string {
  const digest = hash('sha256', Buffer.concat([DOMAIN, sender, kind, reference].map(prefixed)), 'buffer');
  digest[6] = (digest.readUInt8(6) & 0x0f) | 0x80;
  digest[8] = (digest.readUInt8(8) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Four bytes of big-endian length, then the UTF-8 bytes: no two lists of parts spell the same. */
function prefixed(part: string): Buffer {
  const bytes = Buffer.from(part);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
