import { randomUUID } from 'node:crypto';
import { Int, readJson, Text, check } from '@holdfast/contracts';
import type { OwnedKey } from '@holdfast/platform';
import { importJWK, SignJWT } from 'jose';
import { HubUnreachable, refusalOf } from './hub-answer.js';

const RENEW_BEFORE_MS = 30_000;

class TokenAnswer {
  @Text({ max: 8_192, about: 'The token.' })
  access_token!: string;

  @Int({ min: 1, max: 86_400, about: 'Seconds until it ends.' })
  expires_in!: number;

  @Text({ max: 32, about: 'Always Bearer.' })
  token_type!: string;
}

/** An ordinary OAuth client of the hub: what this does, a partner's own software does. */
export class HubClient {
  #token: { value: string; renewAt: number } | undefined;

  constructor(
    readonly url: string,
    readonly partner: string,
    readonly key: OwnedKey,
  ) {}

  /** An access token, kept until shortly before it ends. */
  async token(): Promise<string> {
    if (this.#token && this.#token.renewAt > Date.now()) return this.#token.value;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: this.partner,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.#assertion(),
    });
    const response = await reach(`${this.url}/oauth/token`, { method: 'POST', body: form });
    if (!response.ok) throw await refusalOf(response);
    const answer = check(TokenAnswer, Object(readJson(await response.text())));
    this.#token = { value: answer.access_token, renewAt: Date.now() + answer.expires_in * 1_000 - RENEW_BEFORE_MS };
    return this.#token.value;
  }

  /** A call as this partner. Throws HubRefused with the hub's problem, or HubUnreachable. */
  async call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await this.token()}`);
    const response = await reach(`${this.url}${path}`, { ...init, headers });
    if (!response.ok) throw await refusalOf(response);
    return response;
  }

  async get(path: string): Promise<unknown> {
    return readJson(await this.text(path));
  }

  /** The answer as it is written. */
  async text(path: string, init: RequestInit = {}): Promise<string> {
    return (await this.call(path, init)).text();
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return readJson(await (await this.call(path, init)).text());
  }

  async #assertion(): Promise<string> {
    const alg = this.key.jwk.kty === 'EC' ? 'ES256' : 'EdDSA';
    return new SignJWT()
      .setProtectedHeader({ alg, kid: this.key.kid })
      .setIssuer(this.partner)
      .setSubject(this.key.officer ?? this.partner)
      .setAudience(this.url)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('50s')
      .sign(await importJWK(this.key.jwk, alg));
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new HubUnreachable(
      `Nobody answers at ${new URL(url).origin}; is the hub running (npm start)?`,
      {},
      { cause },
    );
  }
}
