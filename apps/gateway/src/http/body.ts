import type { IncomingMessage } from 'node:http';
import { HubError, PayloadTooLarge } from '@holdfast/contracts';
import type { FastifyRequest } from 'fastify';

/** A connection whose body stands still for so long is cut. */
const IDLE_MS = 30_000;
/** How long the rest of a body that was answered early is thrown away before the connection is cut. */
const DISCARD_MS = 5_000;

/** The client went away before its request was whole; there is nobody to answer. */
export class ClientGone extends HubError {
  readonly code = 'client.gone';
}

/**
 * The body as it arrives. Who stops reading early can still answer: what is left is thrown away for a while, so that
 * the client, which may be writing still, gets the answer instead of a broken connection.
 */
export async function* chunksOf({ raw }: FastifyRequest): AsyncGenerator<Buffer, void, void> {
  raw.setTimeout(IDLE_MS);
  try {
    for await (const chunk of raw.iterator({ destroyOnReturn: false })) yield chunk;
  } catch (cause) {
    throw new ClientGone('The client went away', {}, { cause });
  } finally {
    discardRest(raw);
  }
}

function discardRest(raw: IncomingMessage): void {
  if (raw.readableEnded || raw.destroyed) return;
  raw.resume();
  const cut = setTimeout(() => raw.destroy(), DISCARD_MS).unref();
  raw.once('close', () => clearTimeout(cut));
}

/** The whole body. Throws PayloadTooLarge at the first sign that it is over the bound. */
export async function bodyOf(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    discardRest(request.raw);
    throw tooLarge(maxBytes);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): PayloadTooLarge {
  return new PayloadTooLarge(`The body is over ${maxBytes} bytes`, { maxBytes });
}
