import type { PublicJwk, SigningKey } from '@holdfast/contracts';
import { Unauthorised } from '@holdfast/contracts';
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';

const LIFE_SECONDS = 60;
const RENEW_BEFORE_MS = 10_000;
const CLOCK_TOLERANCE_SECONDS = 5;
const MAX_CACHED = 10_000;
const TYPE = 'holdfast-internal+jwt';

/** Signs the short-lived tokens with which one process calls another on behalf of a partner. */
export class InternalSigner {
  readonly #cached = new Map<string, { token: string; renewAt: number }>();

  constructor(
    private readonly process: string,
    private readonly key: SigningKey,
  ) {}

  /**
   * A token for one audience and subject; kept until shortly before it ends, since signing each call is too dear, and
   * no longer than its key is in use.
   */
  async sign(audience: string, subject: string): Promise<string> {
    const { kid } = this.key;
    const name = `${kid} ${audience} ${subject}`;
    const known = this.#cached.get(name);
    if (known && known.renewAt > Date.now()) return known.token;
    if (this.#cached.size >= MAX_CACHED) this.#cached.clear();
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: TYPE })
      .setIssuer(this.process)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${LIFE_SECONDS}s`)
      .sign(await importJWK(this.key.jwk, 'EdDSA'));
    this.#cached.set(name, { token, renewAt: Date.now() + LIFE_SECONDS * 1_000 - RENEW_BEFORE_MS });
    return token;
  }
}

/** Finds the public key of a key id, where that key may sign internal tokens. */
export type KeyResolver = (kid: string) => PublicJwk | undefined;

/** Who calls: a process, on behalf of the subject, and until when its token holds. */
export interface InternalCall {
  process: string;
  subject: string;
  /** Milliseconds of the epoch. */
  expiresAt: number;
}

/** Reads an internal token. Throws Unauthorised when anything about it is wrong. */
export async function verifyInternal(token: string, audience: string, resolve: KeyResolver): Promise<InternalCall> {
  try {
    const jwk = resolve(decodeProtectedHeader(token).kid ?? '');
    if (!jwk) throw new Unauthorised('Unknown key');
    const { payload } = await jwtVerify(token, await importJWK(jwk, 'EdDSA'), {
      audience,
      algorithms: ['EdDSA'],
      typ: TYPE,
      maxTokenAge: LIFE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const { iss, sub, exp } = payload;
    if (!iss || !sub || !exp) throw new Unauthorised('A claim is missing');
    return { process: iss, subject: sub, expiresAt: exp * 1_000 };
  } catch (cause) {
    throw new Unauthorised('The internal token does not hold', {}, { cause });
  }
}
