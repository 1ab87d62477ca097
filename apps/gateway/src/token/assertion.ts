import type { OrganisationKey, OrganisationV1 } from '@holdfast/contracts';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { signingKey } from '../access/signing-key.js';
import { invalidClient } from './token-refused.js';
import type { TokenRequest } from './token-request.js';

/** Clocks of partners may differ from ours by so much. */
export const SKEW_S = 5;

const MAX_LIFE_S = 60;
const JTI = /^[\x21-\x7e]{1,128}$/;
const UNKNOWN = 'no present key of an active organisation signed this assertion';

/** What an assertion proved: who asked, with which key, and the id that may be used once, until it expires. */
export interface Assertion {
  partner: string;
  kid: string;
  jti: string;
  expiresAtMs: number;
}

/** What an assertion is judged by. */
export interface AssertionRules {
  issuer: string;
  nowMs: number;
  organisation(id: string): OrganisationV1 | undefined;
}

/** The client id that an assertion claims; nothing is proved yet. */
export function claimedClient({ assertion, clientId }: TokenRequest): string {
  const claimed = unverified(() => decodeJwt(assertion).iss);
  if (claimed === undefined) throw invalidClient('the assertion has no issuer');
  if (clientId !== undefined && clientId !== claimed)
    throw invalidClient('client_id is not the issuer of the assertion');
  return claimed;
}

/** Verifies an assertion (RFC 7523): the key first, then each claim. Throws TokenRefused. */
export async function verifyAssertion(request: TokenRequest, rules: AssertionRules): Promise<Assertion> {
  const partner = claimedClient(request);
  const { kid = '' } = unverified(() => decodeProtectedHeader(request.assertion));
  const sender = rules.organisation(partner);
  const key = sender && signingKey(sender, kid, rules.nowMs);
  if (sender?.status !== 'VERIFIED' || !key) throw invalidClient(UNKNOWN);
  const claims = await signedClaims(request.assertion, key, rules);
  return { partner, kid, ...bounded(claims, rules) };
}

async function signedClaims(assertion: string, { jwk }: OrganisationKey, rules: AssertionRules): Promise<JWTPayload> {
  const alg = jwk.kty === 'EC' ? 'ES256' : 'EdDSA';
  const partner = claimedClient({ assertion, clientId: undefined });
  try {
    const { payload } = await jwtVerify(assertion, await importJWK({ ...jwk }, alg), {
      algorithms: [alg],
      subject: partner,
      requiredClaims: ['exp', 'jti'],
      currentDate: new Date(rules.nowMs),
      clockTolerance: SKEW_S,
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw invalidClient('the assertion has expired', cause);
    if (cause instanceof errors.JWTClaimValidationFailed) {
      throw invalidClient(`the claim ${cause.claim} is missing or wrong`, cause);
    }
    throw invalidClient(UNKNOWN, cause);
  }
}

/** The rules that are stricter than RFC 7519. */
function bounded({ aud, exp = 0, iat, jti }: JWTPayload, { issuer, nowMs }: AssertionRules): Bounded {
  const now = nowMs / 1000;
  if (aud !== issuer) throw invalidClient(`aud must be the one string ${issuer}`);
  if (exp > now + MAX_LIFE_S + SKEW_S) throw invalidClient(`exp must be at most ${MAX_LIFE_S} s ahead`);
  if (iat !== undefined && iat > now + SKEW_S) throw invalidClient('iat must not lie in the future');
  if (typeof jti !== 'string' || !JTI.test(jti)) throw invalidClient('jti must be 1 to 128 printable characters');
  return { jti, expiresAtMs: (exp + SKEW_S) * 1000 };
}

type Bounded = Pick<Assertion, 'jti' | 'expiresAtMs'>;

function unverified<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw invalidClient('client_assertion is not a signed JWT', cause);
  }
}
