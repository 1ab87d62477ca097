import { Forbidden } from '@holdfast/contracts';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf } from '../http/body.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { mediaTypeOf } from '../http/media-type.js';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { Limits } from '../limits/limits.js';
import { Forwarding } from './forwarding.js';
import type { Wish } from './forwarding.js';
import { passingQuery } from './query.js';

const MAX_STATUS_BYTES = 64 * 1024;
/** The ten seconds that a receipt may be waited for, and what any answer may take. */
const WAITING_MS = 20_000;

/** Reads, which other processes answer. Only what is named here passes on. */
@Controller('v1')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class ForwardController {
  constructor(
    private readonly forwarding: Forwarding,
    private readonly limits: Limits,
  ) {}

  /** What the ledger holds of a message of one's own. */
  @Get('messages/:messageId')
  message(
    @Calling() caller: Caller,
    @Param('messageId') messageId: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = `/v1/messages/${encodeURIComponent(messageId)}${passingQuery(query, [])}`;
    return this.forwarding.ledger(caller, { method: 'GET', path, headers: {} }, reply);
  }

  /** The proof that it is recorded; `Prefer: wait=10` waits for it, so many of a partner at once. */
  @Get('messages/:messageId/receipt')
  async receipt(
    @Calling() caller: Caller,
    @Param('messageId') messageId: string,
    @Req() { query, headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = `/v1/messages/${encodeURIComponent(messageId)}/receipt${passingQuery(query, [])}`;
    const prefer = [headers.prefer].flat()[0];
    const ask = (patience: Pick<Wish, 'patienceMs'>) =>
      this.forwarding.ledger(caller, { method: 'GET', path, headers: { prefer }, ...patience }, reply);
    if (prefer === undefined) await ask({});
    else await this.limits.waits.during(caller.partner, () => ask({ patienceMs: WAITING_MS }));
  }

  /** The same for many messages. */
  @Post('messages/status')
  @HttpCode(200)
  async status(@Calling() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const type = mediaTypeOf(request, 'application/json');
    const body = await bodyOf(request, MAX_STATUS_BYTES);
    const headers = { 'content-type': type };
    await this.forwarding.ledger(caller, { method: 'POST', path: '/v1/messages/status', headers, body }, reply);
  }

  /** Everything of one's own that a key has signed; asked by a person, after a key was compromised. */
  @Get('keys/:kid/messages')
  signed(
    @Calling() caller: Caller,
    @Param('kid') kid: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (caller.officer === undefined) throw new Forbidden("An officer's token is needed", { rule: 'officer-token' });
    const passing = passingQuery(query, ['since', 'after', 'partner']);
    const path = `/v1/keys/${encodeURIComponent(kid)}/messages${passing}`;
    return this.forwarding.ledger(caller, { method: 'GET', path, headers: {} }, reply);
  }

  /** What is new for this partner, as a stream. */
  @Get('feed')
  feed(
    @Calling() caller: Caller,
    @Req() { query, headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = `/v1/feed${passingQuery(query, ['after'])}`;
    const lastEventId = [headers['last-event-id']].flat()[0];
    return this.forwarding.delivery(caller, { method: 'GET', path, headers: { 'last-event-id': lastEventId } }, reply);
  }

  /** The same as pages. */
  @Get('entries')
  entries(@Calling() caller: Caller, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const path = `/v1/entries${passingQuery(query, ['after', 'limit', 'kind'])}`;
    return this.forwarding.delivery(caller, { method: 'GET', path, headers: {} }, reply);
  }
}
