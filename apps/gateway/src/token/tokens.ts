import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';
import { AccessTokens, TOKEN_LIFE_S } from '../access/access-tokens.js';
import { verifyAssertion } from './assertion.js';
import { Members } from '../access/members.js';
import type { TokenRequest } from './token-request.js';
import { UsedAssertions } from './used-assertions.js';

/** The answer of RFC 6749, 5.1. */
export interface TokenAnswer {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
}

/** Gives a token for an assertion, once. */
@Injectable()
export class Tokens {
  constructor(
    private readonly config: GatewayConfig,
    private readonly members: Members,
    private readonly used: UsedAssertions,
    private readonly access: AccessTokens,
  ) {}

  async give(request: TokenRequest): Promise<TokenAnswer> {
    const assertion = await verifyAssertion(request, {
      issuer: this.config.issuer,
      nowMs: Date.now(),
      key: (caller, at) => this.members.key(caller, at),
    });
    await this.used.use(assertion);
    return { access_token: await this.access.issue(assertion), token_type: 'Bearer', expires_in: TOKEN_LIFE_S };
  }
}
