import { Controller, Get, Header, HttpCode, Post, Req, UseFilters } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { bodyOf } from '../http/body.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { mediaTypeOf } from '../http/media-type.js';
import { Limits } from '../limits/limits.js';
import { AccessTokens } from '../access/access-tokens.js';
import { claimedClient } from './assertion.js';
import { TokenFilter } from './token.filter.js';
import { tokenRequestOf } from './token-request.js';
import { Tokens } from './tokens.js';
import type { TokenAnswer } from './tokens.js';

const MAX_FORM_BYTES = 16 * 1024;

/** Where clients get tokens, and what they need to know for it. */
@Controller()
@UseFilters(TokenFilter, ClientGoneFilter)
export class TokenController {
  constructor(
    private readonly config: GatewayConfig,
    private readonly limits: Limits,
    private readonly tokens: Tokens,
    private readonly access: AccessTokens,
  ) {}

  /** Client credentials with a signed assertion (RFC 6749, 4.4; RFC 7523). */
  @Post('oauth/token')
  @HttpCode(200)
  async token(@Req() request: FastifyRequest): Promise<TokenAnswer> {
    this.limits.address.take(request.ip);
    mediaTypeOf(request, 'application/x-www-form-urlencoded');
    const wish = tokenRequestOf((await bodyOf(request, MAX_FORM_BYTES)).toString());
    this.limits.claimedClient.take(claimedClient(wish));
    return this.tokens.give(wish);
  }

  /** The public half of the key that signs access tokens. */
  @Get('oauth/jwks')
  @Header('cache-control', 'public, max-age=300')
  keys(): object {
    return { keys: [this.access.publicJwk] };
  }

  /** Authorization server metadata (RFC 8414). */
  @Get('.well-known/oauth-authorization-server')
  @Header('cache-control', 'public, max-age=300')
  metadata(): object {
    const { issuer } = this.config;
    return {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      jwks_uri: `${issuer}/oauth/jwks`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256'],
    };
  }
}
