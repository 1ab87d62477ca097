import { hash } from 'node:crypto';
import type { PublicJwk } from './public-jwk.js';

/** RFC 7638 thumbprint of a public key: SHA-256 over its required members in order, base64url. */
export function thumbprint({ kty, crv, x, y }: PublicJwk): string {
  const members = { crv, kty, x, ...(y === undefined ? {} : { y }) };
  return hash('sha256', JSON.stringify(members), 'base64url');
}
