import { Controller, Get, HttpCode, Post, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { Forwarding } from './forwarding.js';
import { passingQuery } from './query.js';

/** What the hub's operators ask about the soundness of the record. The ledger judges once more who asks. */
@Controller('v1/audit')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class ReconcileController {
  constructor(private readonly forwarding: Forwarding) {}

  /** Holds the record against the kind topics: lines of JSON, the signed report last. It ends with its client. */
  @Post('reconciliations')
  @HttpCode(200)
  reconcile(@Calling() caller: Caller, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const path = `/v1/audit/reconciliations${passingQuery(query, ['sample'])}`;
    return this.forwarding.ledgerForOperator(caller, { method: 'POST', path }, reply);
  }

  /** Conflicts and what is quarantined, page by page. */
  @Get('quarantine')
  quarantine(@Calling() caller: Caller, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    return this.forwarding.ledgerForOperator(
      caller,
      { method: 'GET', path: `/v1/audit/quarantine${passingQuery(query, ['after'])}` },
      reply,
    );
  }

  /** Closes the log with a last checkpoint and starts its successor. */
  @Post('rollovers')
  @HttpCode(200)
  rollover(@Calling() caller: Caller, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    return this.forwarding.ledgerForOperator(
      caller,
      { method: 'POST', path: `/v1/audit/rollovers${passingQuery(query, ['key', 'afterLoss', 'confirm'])}` },
      reply,
    );
  }
}
