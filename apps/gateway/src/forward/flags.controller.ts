import { Controller, Get, HttpCode, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { bodyOf } from '../http/body.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { mediaTypeOf } from '../http/media-type.js';
import { Forwarding } from './forwarding.js';
import { passingQuery } from './query.js';

/** Ten thousand accounts at once, of whatever chain. */
const MAX_LOOKUP_BYTES = 2 * 1024 * 1024;

/** Screening, which the desk answers: flags in force that the caller may see. */
@Controller('v1/flags')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class FlagsController {
  constructor(private readonly forwarding: Forwarding) {}

  /** Of one account; a wildcard, because accounts are longer than a parameter may be. */
  @Get('*')
  one(
    @Calling() caller: Caller,
    @Param('*') account: string,
    @Req() { query, headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = `/v1/flags/${encodeURIComponent(account)}${passingQuery(query, ['chain'])}`;
    const known = { 'if-none-match': headers['if-none-match'] };
    return this.forwarding.desk(caller, { method: 'GET', path, headers: known }, reply);
  }

  /** Of many at once. */
  @Post('lookup')
  @HttpCode(200)
  async many(@Calling() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const headers = { 'content-type': mediaTypeOf(request, 'application/json') };
    const body = await bodyOf(request, MAX_LOOKUP_BYTES);
    await this.forwarding.desk(caller, { method: 'POST', path: '/v1/flags/lookup', headers, body }, reply);
  }
}
