import { createPrivateKey, sign, verify } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { loadPublicKey } from '../kinds/shapes/public-jwk.js';
import type { PublicJwk } from '../kinds/shapes/public-jwk.js';
import type { Signature } from './envelope.js';

/** A private key as a JWK with its id: Ed25519 or P-256. */
export interface SigningKey {
  kid: string;
  jwk: JsonWebKey;
}

/** A detached JWS (RFC 7515, appendix F) whose payload is the 32 bytes of `contentHash`. */
export function signContent(contentHash: Buffer, by: Signature['by'], { kid, jwk }: SigningKey): Signature {
  const header = base64url(JSON.stringify({ alg: jwk.kty === 'EC' ? 'ES256' : 'EdDSA', kid }));
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const signature = sign(digestFor(jwk), signingInput(header, contentHash), { key, dsaEncoding: 'ieee-p1363' });
  return { by, kid, jws: `${header}..${base64url(signature)}` };
}

/** Whether the signature holds for exactly this content under this key, with the algorithm that belongs to the key. */
export function verifyContent(contentHash: Buffer, { kid, jws }: Signature, jwk: PublicJwk): boolean {
  const [header = '', , signature = ''] = jws.split('.');
  if (header !== base64url(JSON.stringify({ alg: jwk.kty === 'EC' ? 'ES256' : 'EdDSA', kid }))) return false;
  const key = loadPublicKey(jwk);
  const input = signingInput(header, contentHash);
  const bytes = Buffer.from(signature, 'base64url');
  return key !== undefined && verify(digestFor(jwk), input, { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

const signingInput = (header: string, contentHash: Buffer) => Buffer.from(`${header}.${base64url(contentHash)}`);
const base64url = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64url');
const digestFor = ({ kty }: { kty?: string }) => (kty === 'EC' ? 'sha256' : null);
