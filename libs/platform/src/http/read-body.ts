import type { Readable } from 'node:stream';
import { PayloadTooLarge } from '@holdfast/contracts';

/** The whole body of a request, bounded. Throws PayloadTooLarge as soon as the bound is passed. */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new PayloadTooLarge(`The body is over ${maxBytes} bytes`, { maxBytes });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
