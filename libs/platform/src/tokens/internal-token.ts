import type { PublicJwk, SigningKey } from '@holdfast/contracts';
import { Unauthorised } from '@holdfast/contracts';
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';

const LIFE_SECONDS = 60;
const RENEW_BEFORE_MS = 10_000;
const MAX_CACHED = 10_000;

/** Signs the short-lived tokens with which one process calls another on behalf of a partner. */
export class InternalSigner {
  readonly #cached = new Map<string, { token: string; renewAt: number }>();

  constructor(
    private readonly process: string,
    private readonly key: SigningKey,
  ) {}

  /** A token for one audience and subject; kept until shortly before it ends, since signing each call is too dear. */
  async sign(audience: string, subject: string): Promise<string> {
    const name = `${audience} ${subject}`;
    const known = this.#cached.get(name);
    if (known && known.renewAt > Date.now()) return known.token;
    if (this.#cached.size >= MAX_CACHED) this.#cached.clear();
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid: this.key.kid, typ: 'holdfast-internal+jwt' })
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

/** The subject of an internal token. Throws Unauthorised when anything about it is wrong. */
export async function verifyInternal(token: string, audience: string, resolve: KeyResolver): Promise<string> {
  try {
    const jwk = resolve(decodeProtectedHeader(token).kid ?? '');
    if (!jwk) throw new Unauthorised('Unknown key');
    const key = await importJWK({ ...jwk, alg: 'EdDSA' });
    const expected = { audience, algorithms: ['EdDSA'], typ: 'holdfast-internal+jwt', maxTokenAge: LIFE_SECONDS };
    const { payload } = await jwtVerify(token, key, { ...expected, clockTolerance: 5 });
    return payload.sub ?? '';
  } catch (cause) {
    throw new Unauthorised('The internal token does not hold', {}, { cause });
  }
}
