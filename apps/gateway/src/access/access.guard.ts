import { Unauthorised } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Limits } from '../limits/limits.js';
import { AccessTokens } from './access-tokens.js';
import { recognise } from './caller.js';
import { Members } from './members.js';

const MAX_TOKEN = 4096;

/** Lets in callers with a token of ours whose organisation takes part at this moment, each within its rate. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly members: Members,
    private readonly limits: Limits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.admit(context.switchToHttp().getRequest<FastifyRequest>());
    return true;
  }

  /** Throws Unauthorised or RateExceeded. */
  async admit(request: FastifyRequest): Promise<void> {
    const caller = await this.tokens.verify(bearerOf(request));
    if (!this.members.admits(caller)) throw new Unauthorised('The organisation does not take part now');
    this.limits.partner.take(caller.partner);
    recognise(request, caller);
  }
}

function bearerOf({ headers: { authorization = '' } }: FastifyRequest): string {
  const token = /^Bearer ([-_.A-Za-z0-9]+)$/i.exec(authorization.slice(0, MAX_TOKEN))?.[1];
  if (token === undefined) throw new Unauthorised('An access token is needed: Authorization: Bearer …');
  return token;
}
