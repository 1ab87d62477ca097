import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { CallingPartner } from '@holdfast/platform';
import { Ranges } from '../given/ranges.js';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { keysAfter } from '../membership/intervals.js';
import { entriesQueryOf } from './entries-query.js';
import { pageText } from './page-text.js';
import { Pages } from './pages.js';

/** The feed as pages, for readers that ask when they like. */
@Controller('v1/entries')
@UseGuards(FromGateway)
export class EntriesController {
  constructor(
    private readonly pages: Pages,
    private readonly ranges: Ranges,
  ) {}

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-store')
  async read(@CallingPartner() partner: string, @Query() query: Record<string, unknown>): Promise<Buffer> {
    const { after, limit, kind } = entriesQueryOf(query);
    const { intervals, ...page } = await this.pages.read({ partner, after, limit, kind });
    if (page.items.length > 0) {
      const keys = keysAfter(intervals, after);
      await this.ranges.note({ partner, channel: 'pull', from: after, keys, kind }, page.next);
    }
    return pageText(page);
  }
}
