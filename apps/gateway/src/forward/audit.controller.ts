import { Controller, Get, HttpCode, Param, Post, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { Forwarding } from './forwarding.js';
import { passingQuery } from './query.js';

/** What the hub's operators ask of the record. The ledger judges once more who asks. */
@Controller('v1')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class AuditController {
  constructor(private readonly forwarding: Forwarding) {}

  /** What a replay that is asked for now rests on. */
  @Get('replays')
  basis(@Calling() caller: Caller, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    return this.forwarding.ledgerForOperator(
      caller,
      { method: 'GET', path: `/v1/replays${passingQuery(query, [])}` },
      reply,
    );
  }

  /** The terms of an approved replay, and the checkpoints over its span. */
  @Get('replays/:session')
  terms(
    @Calling() caller: Caller,
    @Param('session') session: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.forwarding.ledgerForOperator(
      caller,
      { method: 'GET', path: `/v1/replays/${encodeURIComponent(session)}${passingQuery(query, [])}` },
      reply,
    );
  }

  /** A page of an approved replay. */
  @Get('replays/:session/entries')
  read(
    @Calling() caller: Caller,
    @Param('session') session: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.forwarding.ledgerForOperator(caller, { method: 'GET', path: pageOf(session, query) }, reply);
  }

  /** The same page, once the session's own topic holds it. */
  @Post('replays/:session/entries')
  @HttpCode(200)
  write(
    @Calling() caller: Caller,
    @Param('session') session: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.forwarding.ledgerForOperator(caller, { method: 'POST', path: pageOf(session, query) }, reply);
  }
}

const pageOf = (session: string, query: unknown): string =>
  `/v1/replays/${encodeURIComponent(session)}/entries${passingQuery(query, ['after'])}`;
