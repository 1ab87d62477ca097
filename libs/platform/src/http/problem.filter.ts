import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { HubError } from '@holdfast/contracts';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { errorFields } from '../log/error-fields.js';
import { problemOf } from './problem.js';
import { sendProblem } from './send-problem.js';

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (problemOf(error).status >= 500) this.#report(error);
    const begun = reply.sent || reply.raw.headersSent;
    if (!begun) sendProblem(reply, error);
    // Half an answer must not look whole.
    else if (!reply.raw.writableEnded) reply.raw.destroy();
  }

  /** What passes by itself is a warning; anything else is a fault that somebody must mend. */
  #report(error: unknown): void {
    const level = error instanceof HubError && error.retryable ? 'warn' : 'error';
    this.log[level](errorFields(error), 'request failed');
  }
}
