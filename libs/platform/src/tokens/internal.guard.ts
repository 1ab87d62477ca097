import { createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Unauthorised } from '@holdfast/contracts';
import type { FastifyRequest } from 'fastify';
import { verifyInternal } from './internal-token.js';
import type { KeyResolver } from './internal-token.js';

const callers = new WeakMap<FastifyRequest, string>();
const MAX_KNOWN = 1_000;
/** How long a token is taken for good without a look at the directory: a key that is withdrawn counts no longer. */
const KNOWN_MS = 5_000;

/**
 * Lets in only calls that carry an internal token for this process. Each process extends it by the name it goes by and
 * the keys it trusts, so that Nest can make the guard from what the process provides.
 */
export abstract class InternalGuard implements CanActivate {
  /** Tokens that held: a busy caller shows the same one many times. */
  readonly #known = new Map<string, { caller: string; until: number }>();

  constructor(
    private readonly audience: string,
    private readonly resolve: KeyResolver,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Unauthorised('An internal token is needed');
    callers.set(request, await this.#callerOf(token));
    return true;
  }

  async #callerOf(token: string): Promise<string> {
    const known = this.#known.get(token);
    if (known && known.until > Date.now()) return known.caller;
    const { subject, expiresAt } = await verifyInternal(token, this.audience, this.resolve);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(token, { caller: subject, until: Math.min(Date.now() + KNOWN_MS, expiresAt) });
    return subject;
  }
}

/** The partner on whose behalf the call is made. */
export const CallingPartner = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new Unauthorised('No guard recognised the caller');
  return caller;
});
