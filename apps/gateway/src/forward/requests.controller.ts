import { Controller, Get, Param, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { Forwarding } from './forwarding.js';
import { passingQuery } from './query.js';

/** What is true now of requests, which the desk answers. */
@Controller('v1/requests')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class RequestsController {
  constructor(private readonly forwarding: Forwarding) {}

  /** Requests that the caller takes part in, page by page. */
  @Get()
  list(@Calling() caller: Caller, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const path = `/v1/requests${passingQuery(query, ['after', 'limit', 'role', 'open', 'type', 'case'])}`;
    return this.forwarding.desk(caller, { method: 'GET', path, headers: {} }, reply);
  }

  /** One of them as it stands, with its version as ETag. */
  @Get(':requestId')
  one(
    @Calling() caller: Caller,
    @Param('requestId') requestId: string,
    @Req() { query, headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = `/v1/requests/${encodeURIComponent(requestId)}${passingQuery(query, [])}`;
    return this.forwarding.desk(
      caller,
      { method: 'GET', path, headers: { 'if-none-match': headers['if-none-match'] } },
      reply,
    );
  }
}
