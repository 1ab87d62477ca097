import { Controller, Get, Headers, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallingPartner } from '@holdfast/platform';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { startOf } from './feed-query.js';
import { Streams } from './streams.js';

/** The feed as server-sent events; a client resumes by the id of the last event it had. */
@Controller('v1/feed')
@UseGuards(FromGateway)
export class FeedController {
  constructor(private readonly streams: Streams) {}

  @Get()
  async feed(
    @CallingPartner() partner: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Query() query: object,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.start(partner, startOf(query, lastEventId), () => reply.hijack().raw);
  }
}
