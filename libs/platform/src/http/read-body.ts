import type { Readable } from 'node:stream';
import { PayloadTooLarge } from '@holdfast/contracts';

/** How long the rest of a refused body is thrown away before its connection is cut. */
const DISCARD_MS = 5_000;

/**
 * The whole body of a request, bounded. Throws PayloadTooLarge as soon as the bound is passed; the client, which may be
 * writing still, gets the answer instead of a broken connection.
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) {
      discard(body);
      throw new PayloadTooLarge(`The body is over ${maxBytes} bytes`, { maxBytes });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function discard(body: Readable): void {
  const cut = setTimeout(() => body.destroy(), DISCARD_MS).unref();
  body.once('close', () => clearTimeout(cut));
  body.resume();
}
