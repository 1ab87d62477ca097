import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { errorFields } from '../log/error-fields.js';

/**
 * What Nest has to say, in the log of the process; its start-up chatter only at debug, its errors without their text.
 */
export class NestLog implements LoggerService {
  constructor(private readonly out: Logger) {}

  log(message: unknown): void {
    this.out.debug(String(message));
  }

  error(message: unknown): void {
    if (message instanceof Error) this.out.error(errorFields(message), 'failed');
    else this.out.error(String(message));
  }

  warn(message: unknown): void {
    this.out.warn(String(message));
  }
}
