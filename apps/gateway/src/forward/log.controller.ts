import { NotFound } from '@holdfast/contracts';
import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { GatewayConfig } from '../gateway.config.js';
import { Limits } from '../limits/limits.js';
import { Forwarding } from './forwarding.js';

/**
 * The logs for verifiers. Checkpoints and keys are for everybody; tiles are for members, and for everybody where the
 * configuration says so, because volume over time also speaks.
 */
@Controller('ledger')
@UseFilters(ClientGoneFilter)
export class LogController {
  constructor(
    private readonly forwarding: Forwarding,
    private readonly limits: Limits,
    private readonly access: AccessGuard,
    private readonly config: GatewayConfig,
  ) {}

  @Get(['checkpoint', 'key', 'logs', ':number/checkpoint', ':number/key'])
  signed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(request, reply);
  }

  @Get(['tile/*', ':number/tile/*'])
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.config.publicTiles) await this.access.admit(request);
    await this.pass(request, reply);
  }

  private pass(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.limits.reader.take(request.ip);
    // The route was chosen before the dots in a path are resolved: what leads out of the log is asked in nobody's name.
    const path = new URL(request.url, this.config.issuer).pathname;
    if (!/^\/ledger\/[-.\w/]+$/.test(path)) throw new NotFound('There is no such path of a log');
    return this.forwarding.ledgerForAnybody({ method: 'GET', path, headers: {} }, reply);
  }
}
