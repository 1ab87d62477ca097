import { Flag, Int, Text } from '@holdfast/contracts';
import { ProcessConfig } from '@holdfast/platform';

const URL_OF_PROCESS = /^https?:\/\/[^\s/?#]+$/;

/** Settings of the gateway process. */
export class GatewayConfig extends ProcessConfig {
  override port = 7400;

  @Text({ max: 500, pattern: URL_OF_PROCESS, optional: true, about: 'URL that partners use, and issuer of tokens.' })
  publicUrl?: string;

  @Text({ max: 500, pattern: URL_OF_PROCESS, about: 'URL of the ledger.' })
  ledgerUrl = 'http://127.0.0.1:7401';

  @Text({ max: 500, pattern: URL_OF_PROCESS, about: 'URL of delivery.' })
  deliveryUrl = 'http://127.0.0.1:7402';

  @Text({ max: 500, pattern: URL_OF_PROCESS, about: 'URL of the desk.' })
  deskUrl = 'http://127.0.0.1:7403';

  @Text({ max: 500, optional: true, about: 'File with the TLS certificate chain (PEM).' })
  tlsCertFile?: string;

  @Text({ max: 500, optional: true, about: 'File with the key of that certificate (PEM).' })
  tlsKeyFile?: string;

  @Text({ max: 255, optional: true, about: 'Name of the proxy that ends TLS, where the gateway does not.' })
  tlsProxy?: string;

  @Int({ min: 1, max: 1_000_000, about: 'Requests a second that each partner may make in the long run.' })
  requestsPerSecond = 2_000;

  @Int({ min: 1, max: 1_000_000, about: 'Requests that each partner may make at once.' })
  requestBurst = 4_000;

  @Int({ min: 1, max: 1_000, about: 'Uploads of many messages that each partner may have under way.' })
  uploadsPerPartner = 8;

  @Flag({ about: 'Tiles of the log for everybody, not for members alone.' })
  publicTiles = false;

  /** The URL under which partners know this hub: what tokens are issued by and for. */
  get issuer(): string {
    return this.publicUrl ?? `${this.tlsCertFile ? 'https' : 'http'}://${this.host}:${this.port}`;
  }
}
