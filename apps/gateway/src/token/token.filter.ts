import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TokenRefused } from './token-refused.js';

/** A refused token as OAuth clients read it (RFC 6749, 5.2). */
@Catch(TokenRefused)
export class TokenFilter implements ExceptionFilter {
  catch({ error, message }: TokenRefused, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(error === 'invalid_client' ? 401 : 400).send({ error, error_description: message });
  }
}
