import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';
import { RateLimit } from './rate-limit.js';
import { Seats } from './seats.js';

/** How much each caller may ask of this process. */
@Injectable()
export class Limits {
  /** Requests of a partner that is known by its token. */
  readonly partner: RateLimit;
  /** Uploads of many messages at once, by partner. */
  readonly uploads: Seats;
  /** Calls that wait for a receipt, by partner: each keeps the ledger looking. */
  readonly waits = new Seats(20);
  /** Requests for tokens, by the client that they claim to come from. */
  readonly claimedClient = new RateLimit({ perSecond: 40, burst: 200 });
  /** Requests for tokens, by remote address: less than a client has, so that nobody uses up another's share alone. */
  readonly address = new RateLimit({ perSecond: 20, burst: 100 });
  /** Reads that need no token, by remote address; a verifier reads many tiles. */
  readonly reader = new RateLimit({ perSecond: 200, burst: 1_000 });

  constructor({ requestsPerSecond, requestBurst, uploadsPerPartner }: GatewayConfig) {
    this.partner = new RateLimit({ perSecond: requestsPerSecond, burst: requestBurst });
    this.uploads = new Seats(uploadsPerPartner);
  }
}
