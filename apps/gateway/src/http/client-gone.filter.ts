import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientGone } from './body.js';

/** A client that went away gets no answer, and is no failure of ours. */
@Catch(ClientGone)
export class ClientGoneFilter implements ExceptionFilter {
  catch(_: ClientGone, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<FastifyReply>().hijack();
  }
}
