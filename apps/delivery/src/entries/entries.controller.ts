import { codeOf } from '@holdfast/bus';
import { Controller, Get, Header, Logger, Query, Res, UseGuards } from '@nestjs/common';
import { CallingPartner } from '@holdfast/platform';
import type { FastifyReply } from 'fastify';
import { Ranges } from '../given/ranges.js';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { keysAfter } from '../membership/intervals.js';
import { entriesQueryOf } from './entries-query.js';
import { routedAmong } from './item.js';
import { pageText } from './page-text.js';
import { Pages } from './pages.js';

/** The feed as pages, for readers that ask when they like. */
@Controller('v1/entries')
@UseGuards(FromGateway)
export class EntriesController {
  private readonly log = new Logger(EntriesController.name);

  constructor(
    private readonly pages: Pages,
    private readonly ranges: Ranges,
  ) {}

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-store')
  async read(
    @CallingPartner() partner: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { after, limit, kind } = entriesQueryOf(query);
    const { intervals, ...page } = await this.pages.read({ partner, after, limit, kind });
    if (page.items.length > 0) {
      const keys = keysAfter(intervals, after);
      await this.ranges.note({ partner, channel: 'pull', from: after, keys, kind }, page.next);
    }
    const routed = routedAmong(page.items);
    if (routed.length > 0) reply.raw.once('finish', () => void this.acknowledge(partner, routed));
    return pageText(page);
  }

  /** The page was answered: a failure can only be told here, and the next reading of the same makes up for it. */
  private async acknowledge(partner: string, routed: readonly number[]): Promise<void> {
    try {
      await this.ranges.acknowledge(partner, routed);
    } catch (error) {
      this.log.warn(`a delivery to ${partner} could not be noted: ${codeOf(error)}`);
    }
  }
}
