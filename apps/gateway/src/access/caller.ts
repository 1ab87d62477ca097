import { MessageId, Text, Unauthorised } from '@holdfast/contracts';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who a token speaks for, and the client's own key that it was given for: when that key ends, so does the token. */
export class Caller {
  @Text({ max: 63, about: 'Partner.' })
  partner!: string;

  @Text({ max: 128, about: 'Key id.' })
  kid!: string;

  @MessageId({ optional: true, about: 'The officer who acts; absent when a system does.' })
  officer?: string;
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Puts the caller on the request; the guard that recognised it does. */
export function recognise(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** The caller that the guard recognised. */
export const Calling = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!caller) throw new Unauthorised('No guard recognised the caller');
  return caller;
});
