import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { importJWK, SignJWT } from 'jose';

/** An item of the feed, as far as tests look at it. */
export interface Item {
  position: number;
  index: number;
  envelope: { kind: string; sender: string; reference: string; messageId: string };
}

/**
 * A partner's own software, written with nothing of the hub's: tokens, submission, feed. It acts as a system
 * (`demo-police`) or as an officer (`demo-police.officer-1`).
 */
export class TestPartner {
  readonly #jwk: { kid: string; officer?: string };
  readonly id: string;
  #token: { value: string; until: number } | undefined;

  constructor(
    private url: string,
    home: string,
    name: string,
  ) {
    this.id = name.startsWith('operator-') ? 'hub' : (name.split('.')[0] ?? name);
    this.#jwk = JSON.parse(readFileSync(join(home, 'keys', `${name}.jwk`), 'utf8'));
  }

  moveTo(url: string): void {
    this.url = url;
    this.#token = undefined;
  }

  async assertion(
    over: { audience?: string; expiresIn?: string; jti?: string; issuedAt?: number } = {},
  ): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid: this.#jwk.kid })
      .setIssuer(this.id)
      .setSubject(this.#jwk.officer ?? this.id)
      .setAudience(over.audience ?? this.url)
      .setJti(over.jti ?? randomUUID())
      .setIssuedAt(over.issuedAt)
      .setExpirationTime(over.expiresIn ?? '50s')
      .sign(await importJWK(this.#jwk, 'EdDSA'));
  }

  requestToken(assertion: string): Promise<Response> {
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const form = {
      grant_type: 'client_credentials',
      client_id: this.id,
      client_assertion_type,
      client_assertion: assertion,
    };
    return fetch(`${this.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  }

  async token(): Promise<string> {
    if (this.#token && this.#token.until > Date.now()) return this.#token.value;
    const response = await this.requestToken(await this.assertion());
    if (response.status === 429) {
      await delay(Number(response.headers.get('retry-after')) * 1_000);
      return this.token();
    }
    if (!response.ok) throw new Error(`No token: ${response.status}`);
    const { access_token: value } = Object(await response.json());
    this.#token = { value, until: Date.now() + 240_000 };
    return value;
  }

  async call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${await this.token()}` };
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  submit(message: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return this.call('/v1/messages', { method: 'POST', headers, body: JSON.stringify(message) });
  }

  submitLines(lines: readonly unknown[]): Promise<Response> {
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    return this.call('/v1/messages', { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
  }

  /** Everything that it may read after a position, page by page. */
  async entries(after = -1): Promise<Item[]> {
    const items: Item[] = [];
    for (let more = true; more;) {
      const page = Object(await (await this.call(`/v1/entries?after=${after}&limit=1000`)).json());
      items.push(...page.items);
      more = page.more;
      after = page.next;
    }
    return items;
  }

  /** Follows the feed into `items`, from the last item it has, until the signal aborts; takes up broken streams. */
  async follow(items: Item[], stop: AbortSignal, after = -1): Promise<void> {
    while (!stop.aborted) {
      try {
        const from = items.at(-1)?.position ?? after;
        const response = await this.call(`/v1/feed?after=${from}`, { signal: stop });
        if (!response.ok || !response.body) throw new Error(`Feed: ${response.status}`);
        const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
        for await (const { data } of events) items.push(JSON.parse(data));
      } catch {
        await delay(stop.aborted ? 0 : 50);
      }
    }
  }
}

/** A flag that is right in every respect, for tests that need many. */
export function testFlag(reference: string, audience: object = { groups: ['members'] }): Record<string, unknown> {
  return {
    kind: 'address-flag',
    version: 1,
    reference,
    occurredAt: '2026-04-14T07:40:00.000Z',
    audience,
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'INTEL', retention: { class: 'R3', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    body: {
      version: 1,
      status: 'ACTIVE',
      subjectType: 'ADDRESS',
      address: {
        accountId: 'eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        chainId: 'eip155:1',
        address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        format: 'EVM',
        checksumOk: true,
      },
      role: 'PERPETRATOR',
      crimeCategory: 'VOICE_PHISHING',
      confidence: 70,
      sourceReliability: 'B',
      infoAccuracy: '2',
      attributionBasis: 'forensic_investigation',
      validFrom: '2026-04-14T07:40:00.000Z',
      validUntil: '2026-07-13T07:40:00.000Z',
      propagation: { mode: 'DIRECT', maxHops: 1, minShareBps: 0 },
      requestedAction: 'ALERT_ON_DEPOSIT',
      evidence: [],
    },
  };
}
