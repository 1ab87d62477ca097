import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest has to say, in the log of the process; its start-up chatter only at debug. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Logger) {}

  log(message: unknown): void {
    this.out.debug(String(message));
  }

  error(message: unknown): void {
    this.out.error(message instanceof Error ? `${message.name}: ${message.message}` : String(message));
  }

  warn(message: unknown): void {
    this.out.warn(String(message));
  }
}
