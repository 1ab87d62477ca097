import { createParamDecorator, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Unauthorised } from '@holdfast/contracts';
import type { FastifyRequest } from 'fastify';
import { verifyInternal } from './internal-token.js';
import type { KeyResolver } from './internal-token.js';

const callers = new WeakMap<FastifyRequest, string>();
const MAX_KNOWN = 1_000;

/** Lets in only calls that carry an internal token for this process. */
@Injectable()
export class InternalGuard implements CanActivate {
  /** Tokens that held, until they end: a busy caller shows the same one many times. */
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
    const caller = await verifyInternal(token, this.audience, this.resolve);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(token, { caller, until: Date.now() + 10_000 });
    return caller;
  }
}

/** Remembers who calls; the guard that recognised the caller says so. */
export function setCaller(request: FastifyRequest, partner: string): void {
  callers.set(request, partner);
}

/** The partner that a guard recognised. */
export const CallingPartner = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new Unauthorised('No guard recognised the caller');
  return caller;
});
