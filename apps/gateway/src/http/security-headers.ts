import type { FastifyInstance } from 'fastify';

/** What every answer says to browsers and caches: nothing here is a page, nothing is kept. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const TLS_HEADERS = { 'strict-transport-security': 'max-age=31536000' };

/** Puts the security headers on every answer, problems included. */
export function secureHeaders(fastify: Pick<FastifyInstance, 'addHook'>, issuer: string): void {
  const headers = issuer.startsWith('https:') ? { ...HEADERS, ...TLS_HEADERS } : HEADERS;
  fastify.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
}
