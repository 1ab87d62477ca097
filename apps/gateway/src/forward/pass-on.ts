import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';

const PASSING = ['content-type', 'content-length', 'cache-control', 'etag', 'retry-after', 'x-accel-buffering'];

/** Hands an answer to the client as it comes: head at once, bytes at the client's pace, and the end when it ends. */
export async function passOn(answer: IncomingMessage, reply: FastifyReply): Promise<void> {
  const response = reply.hijack().raw;
  const passing = PASSING.flatMap((name) => {
    const value = answer.headers[name];
    return value === undefined ? [] : [[name, value]];
  });
  response.writeHead(answer.statusCode ?? 502, { ...reply.getHeaders(), ...Object.fromEntries(passing) });
  response.flushHeaders();
  // A broken end on either side has already closed the other; there is nobody left to tell.
  await Promise.allSettled([pipeline(answer, response)]);
}
