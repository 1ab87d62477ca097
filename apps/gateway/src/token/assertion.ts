import type { PublicJwk } from '@holdfast/contracts';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Caller } from '../access/caller.js';
import { invalidClient } from './token-refused.js';
import type { TokenRequest } from './token-request.js';

/** Clocks of partners may differ from ours by so much. */
export const SKEW_S = 5;

const MAX_LIFE_S = 60;
const JTI = /^[\x21-\x7e]{1,128}$/;
const UNKNOWN = 'no present key of an active organisation signed this assertion';

/** What an assertion proved: who asked, with which key, and the id that may be used once, until it expires. */
export interface Assertion extends Caller {
  jti: string;
  expiresAtMs: number;
}

/** What an assertion is judged by. */
export interface AssertionRules {
  issuer: string;
  nowMs: number;
  /** The key that this caller may identify itself with now. */
  key(caller: Caller, at: string): PublicJwk | undefined;
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
  const caller = claimedCaller(request);
  const key = rules.key(caller, new Date(rules.nowMs).toISOString());
  if (!key) throw invalidClient(UNKNOWN);
  const claims = await signedClaims(request.assertion, { jwk: key, caller }, rules);
  return { ...caller, ...bounded(claims, rules) };
}

/** The issuer is the partner; the subject is the partner too, or the officer of it who acts. */
function claimedCaller(request: TokenRequest): Caller {
  const partner = claimedClient(request);
  const { kid = '' } = unverified(() => decodeProtectedHeader(request.assertion));
  const subject = unverified(() => decodeJwt(request.assertion).sub);
  if (subject === undefined) throw invalidClient('the claim sub is missing or wrong');
  return { partner, kid, ...(subject === partner ? {} : { officer: subject }) };
}

async function signedClaims(
  assertion: string,
  { jwk, caller }: { jwk: PublicJwk; caller: Caller },
  rules: AssertionRules,
): Promise<JWTPayload> {
  const alg = jwk.kty === 'EC' ? 'ES256' : 'EdDSA';
  try {
    const { payload } = await jwtVerify(assertion, await importJWK({ ...jwk }, alg), {
      algorithms: [alg],
      subject: caller.officer ?? caller.partner,
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
