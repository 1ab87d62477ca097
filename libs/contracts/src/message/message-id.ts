import { hash } from 'node:crypto';

const DOMAIN = 'holdfast/message-id/v1';

/**
 * A UUIDv8 of SHA-256 over a domain tag, sender, kind and reference, each length-prefixed: a resend is the same
 * message.
 */
export function messageIdOf({ sender, kind, reference }: { sender: string; kind: string; reference: string }): string {
  const digest = hash('sha256', prefixed([DOMAIN, sender, kind, reference]), 'buffer');
  digest[6] = (digest.readUInt8(6) & 0x0f) | 0x80;
  digest[8] = (digest.readUInt8(8) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Four bytes of big-endian length, then the UTF-8 bytes: no two lists of parts spell the same. */
function prefixed(parts: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(parts.reduce((size, part) => size + 4 + Buffer.byteLength(part), 0));
  let at = 0;
  for (const part of parts) {
    const length = bytes.write(part, at + 4);
    at = bytes.writeUInt32BE(length, at) + length;
  }
  return bytes;
}
