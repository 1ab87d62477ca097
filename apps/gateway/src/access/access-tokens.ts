import { randomUUID } from 'node:crypto';
import { parse, Unauthorised } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import { publicJwkOf } from '@holdfast/platform';
import type { KeyResolver } from '@holdfast/platform';
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { Recent } from '../limits/recent.js';
import { Caller } from './caller.js';

/** Life of an access token. */
export const TOKEN_LIFE_S = 300;

const TYPE = 'at+jwt';
const SKEW_S = 5;
const REMEMBERED = 10_000;

/**
 * Issues access tokens (RFC 9068), signed with the gateway's own key, and verifies them: also those of a key that was
 * replaced or lies with another gateway, as long as the directory says that it counts.
 */
export class AccessTokens {
  private readonly verified = new Recent<string, { caller: Caller; kid: string; untilS: number }>(REMEMBERED);

  constructor(
    private readonly issuer: string,
    private readonly key: SigningKey,
    private readonly directoryKey: KeyResolver,
  ) {}

  /** The key that others verify with. */
  get publicJwk(): JWK {
    const { kid } = this.key;
    return { ...publicJwkOf(this.key), kid, alg: 'EdDSA', use: 'sig' };
  }

  async issue({ partner, kid, officer }: Caller): Promise<string> {
    return new SignJWT({ client_id: partner, client_kid: kid })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: this.key.kid })
      .setIssuer(this.issuer)
      .setAudience(this.issuer)
      .setSubject(officer ?? partner)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFE_S}s`)
      .sign(await importJWK(this.key.jwk, 'EdDSA'));
  }

  /** Throws Unauthorised unless the token is whole, ours, for us, and valid now. A token that held is remembered. */
  async verify(token: string): Promise<Caller> {
    const known = this.verified.get(token);
    if (known && known.untilS > Date.now() / 1000 && this.counts(known.kid)) return known.caller;
    try {
      const { kid: signedWith = '' } = decodeProtectedHeader(token);
      const key = this.key.kid === signedWith ? this.publicJwk : this.directoryKey(signedWith);
      if (!key) throw new Unauthorised('Unknown key');
      const { payload } = await jwtVerify(token, await importJWK(key, 'EdDSA'), {
        algorithms: ['EdDSA'],
        typ: TYPE,
        issuer: this.issuer,
        audience: this.issuer,
        maxTokenAge: TOKEN_LIFE_S,
        clockTolerance: SKEW_S,
        requiredClaims: ['exp'],
      });
      const { sub, client_id: partner, client_kid: kid } = payload;
      const caller = parse(Caller, { partner, kid, ...(sub === partner ? {} : { officer: sub }) });
      this.verified.set(token, { caller, kid: signedWith, untilS: payload.exp ?? 0 });
      return caller;
    } catch (cause) {
      throw new Unauthorised('The access token is not valid now; get another', {}, { cause });
    }
  }

  /** What a key has signed is taken for good no longer than the key itself. */
  private counts(kid: string): boolean {
    return this.key.kid === kid || this.directoryKey(kid) !== undefined;
  }
}
