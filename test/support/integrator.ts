import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FlattenedSign, importJWK, SignJWT } from 'jose';
import type { GeneratedClient, Sdk } from './generated-client.js';

interface KeyFile {
  kid: string;
  /** Id of the officer whose key it is; absent on the key of an organisation. */
  officer?: string;
}

/** A partner's software, or its officer, that knows the hub only by its published document. */
export class Integrator {
  readonly key: KeyFile;

  private constructor(
    readonly partner: string,
    readonly sdk: Sdk,
    readonly client: object,
    path: string,
  ) {
    this.key = JSON.parse(readFileSync(path, 'utf8'));
  }

  /** Who holds the key of that name: `demo-police`, or `demo-police.officer-1`. */
  static async of(name: string, generated: GeneratedClient, { url, home }: { url: string; home: string }) {
    const path = join(home, 'keys', `${name}.jwk`);
    const sdk = await generated.sdk();
    let token: Promise<string> | undefined;
    const auth = () => (token ??= self.token(url));
    const client = await generated.callerAt(url, auth);
    const self: Integrator = new Integrator(name.split('.')[0] ?? name, sdk, client, path);
    return self;
  }

  /** The message with the signatures of these officers, each over the hash that the hub proposes. */
  async signed(message: object, officers: readonly Integrator[]): Promise<object> {
    const { data } = await this.sdk.proposeMessages({ client: this.client, body: message });
    const [{ contentHash, faults }] = Object(data).proposals;
    if (faults.length > 0) throw new Error(`The hub would refuse it: ${JSON.stringify(faults)}`);
    const content = Buffer.from(contentHash, 'hex');
    return { ...message, signatures: await Promise.all(officers.map((officer) => officer.signature(content))) };
  }

  private async signature(content: Buffer): Promise<object> {
    const signing = new FlattenedSign(content).setProtectedHeader({ alg: 'EdDSA', kid: this.key.kid });
    const { protected: header, signature } = await signing.sign(await importJWK({ ...this.key }, 'EdDSA'));
    return { by: 'officer', kid: this.key.kid, jws: `${header}..${signature}` };
  }

  private async token(url: string): Promise<string> {
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid: this.key.kid })
      .setIssuer(this.partner)
      .setSubject(this.key.officer ?? this.partner)
      .setAudience(url)
      .setJti(randomUUID())
      .setExpirationTime('50s')
      .sign(await importJWK({ ...this.key }, 'EdDSA'));
    const body = {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    };
    const { data, error, response } = await this.sdk.requestToken({ client: this.client, body });
    if (response.status === 429) {
      await delay(Number(response.headers.get('retry-after')) * 1_000);
      return this.token(url);
    }
    if (data === undefined) throw new Error(`No token: ${JSON.stringify(error)}`);
    return Object(data).access_token;
  }
}
