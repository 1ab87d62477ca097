import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { register } from 'prom-client';
import { Readiness } from './readiness.js';

/** Alive, ready, measured: for supervisors and Prometheus. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Answering at all is the proof: the event loop turns. */
  @Get('healthz')
  alive(): { alive: true } {
    return { alive: true };
  }

  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const missing = await this.readiness.missing();
    await reply.status(missing.length === 0 ? 200 : 503).send({ ready: missing.length === 0, missing });
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(register.contentType).send(await register.metrics());
  }
}
