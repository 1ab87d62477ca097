import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connectKafka,
  DIRECTORY,
  ensureTopics,
  HEADER,
  kindTopics,
  migrate,
  Publisher,
  TopicOffsets,
} from '@holdfast/bus';
import { seal } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import { loadConfig, logger, newKey, publicJwkOf, writeKey } from '@holdfast/platform';
import { importJWK, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { GatewayConfig } from '../src/gateway.config.js';
import { databaseSettings } from '../src/start/connections.js';
import { startGateway } from '../src/start/start-gateway.js';
import { example } from './example.js';

/** The test's own records need only arrive; how soon brokers must answer is for the gateway's to find out. */
const PUBLISH_TIMEOUT_MS = 60_000;

/** What a gateway needs around it. */
export interface Surroundings {
  home: string;
  port: number;
  brokers: string[];
  databaseUrl: string;
  settings?: Record<string, string>;
}

interface Parts {
  publisher: Publisher;
  offsets: TopicOffsets;
}

/** A gateway on real Kafka and PostgreSQL, with a directory that the test writes. */
export class RunningGateway {
  readonly keys = new Map<string, SigningKey>();
  private readonly officers = new Map<string, string>();
  private index = 0;

  private constructor(
    private readonly parts: Parts,
    readonly config: GatewayConfig,
    private readonly app: Awaited<ReturnType<typeof startGateway>>,
  ) {}

  static async start({ home, port, brokers, databaseUrl, settings = {} }: Surroundings): Promise<RunningGateway> {
    const kafka = connectKafka({ brokers, clientId: 'test', log: () => undefined });
    await ensureTopics(kafka);
    const parts = {
      publisher: new Publisher(kafka, { timeoutMs: PUBLISH_TIMEOUT_MS }),
      offsets: new TopicOffsets(kafka),
    };
    await Promise.all([parts.publisher.start(), parts.offsets.start()]);
    const gatewayKey = newKey('gateway-1');
    writeKey(join(home, 'keys', 'gateway.jwk'), gatewayKey);
    const config = loadConfig(GatewayConfig, {
      HOLDFAST_HOME: home,
      HOLDFAST_PORT: String(port),
      KAFKA_BROKERS: brokers.join(','),
      DATABASE_URL: databaseUrl,
      ...settings,
    });
    await migrate(databaseSettings(config));
    const running = new RunningGateway(parts, config, await startGateway(config, logger('gateway', 'fatal')));
    running.keys.set('gateway', gatewayKey);
    return running;
  }

  /** Publishes an organisation to the directory as the ledger would. */
  async organisation(id: string, fields: { status?: string; type?: string; keys?: object[] } = {}): Promise<void> {
    const key = this.keys.get(id) ?? newKey(`${id}-1`);
    this.keys.set(id, key);
    const input = example('organisation', `${id}/${++this.index}`);
    const keys = [{ kid: key.kid, jwk: publicJwkOf(key) }];
    const type = id === 'hub' ? 'HUB' : 'EXCHANGE';
    const { bytes } = seal({ ...input, body: { ...input.body, id, type, keys, ...fields } }, 'hub');
    await this.state(`organisation/${id}`, bytes);
  }

  /** Publishes an officer of a partner to the directory; `partner.name` gets tokens from then on. Returns the id. */
  async officer(name: string, roles: string[], fields: { status?: string; keys?: object[] } = {}): Promise<string> {
    const [orgId = ''] = name.split('.');
    const key = this.keys.get(name) ?? newKey();
    this.keys.set(name, key);
    const input = example('officer', `officer/${key.kid}`);
    const keys = [{ kid: key.kid, jwk: publicJwkOf(key), class: 'SOFTWARE' }];
    const { envelope, bytes } = seal({ ...input, body: { ...input.body, orgId, roles, keys, ...fields } }, 'hub');
    this.officers.set(name, envelope.messageId);
    await this.state(`officer/${orgId}/${envelope.messageId}`, bytes);
    return envelope.messageId;
  }

  private async state(key: string, value: Buffer): Promise<void> {
    const index = String(++this.index);
    const headers = { [HEADER.index]: index, [HEADER.effect]: index };
    await this.parts.publisher.publish([{ topic: DIRECTORY, key, value, headers }]);
  }

  /** An assertion of a partner's system (`acme`) or of an officer (`acme.kim`). */
  async assertion(name: string, wrong: JWTPayload = {}): Promise<string> {
    const key = this.keys.get(name) ?? newKey('none');
    const [partner = ''] = name.split('.');
    const sub = this.officers.get(name) ?? partner;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: partner, sub, aud: this.config.issuer, iat: now, exp: now + 60, jti: randomUUID() };
    const alg = key.jwk.kty === 'EC' ? 'ES256' : 'EdDSA';
    const unsigned = new SignJWT({ ...claims, ...wrong }).setProtectedHeader({ alg, kid: key.kid });
    return unsigned.sign(await importJWK(key.jwk, alg));
  }

  /** Asks for a token with an assertion. */
  tokenFor(assertion: string, fields: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...fields,
    });
    return fetch(`${this.config.issuer}/oauth/token`, { method: 'POST', body });
  }

  /** A token of a partner, once the gateway has heard of it; asked for less often than the door refills its limit. */
  async token(name: string): Promise<string> {
    for (;;) {
      const response = await this.tokenFor(await this.assertion(name));
      const answer = await jsonOf(response);
      if (response.ok) return answer.access_token;
      const isUnknown = String(answer.error_description).startsWith('no present key');
      if (!isUnknown && response.status !== 429) throw new Error(JSON.stringify(answer));
      await delay(50);
    }
  }

  /** The end of every kind topic: equal ends mean that nothing was published. */
  ends(): Promise<unknown> {
    return this.parts.offsets.ends(kindTopics);
  }

  async stop(): Promise<void> {
    const { publisher, offsets } = this.parts;
    await this.app.close();
    await Promise.all([publisher.stop(), offsets.stop()]);
  }
}

/** The body of an answer, to be looked at by the test. */
export async function jsonOf(response: Response) {
  return Object(await response.json());
}
