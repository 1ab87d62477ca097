import { Directory } from '@holdfast/bus';
import { check, OneOf } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Headers, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { OFFICER, requireOperator } from '../../audit/operators-only.js';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { Rollover } from './rollover.js';

/** How the log is followed by the next. */
export class RolloverQuery {
  @OneOf(['same', 'new'], { optional: true, about: 'Whether the successor is signed with the same key.' })
  key = 'same';
}

/** What became of a rollover. */
export interface RolledOver {
  closed: { origin: string; size: number };
  origin: string;
}

/** Closes the log and starts its successor, for the hub's operators alone. */
@Controller('v1/audit')
@UseGuards(FromGateway)
export class RolloverController {
  constructor(
    private readonly rollover: Rollover,
    private readonly directory: Directory,
  ) {}

  @Post('rollovers')
  @HttpCode(200)
  async roll(
    @CallingPartner() caller: string,
    @Query() query: object,
    @Headers(OFFICER) officer?: string,
  ): Promise<RolledOver> {
    requireOperator(this.directory, caller, officer);
    const { key } = check(RolloverQuery, { ...query });
    const { closed, origin } = await this.rollover.run(key === 'new');
    return { closed: { origin: closed.origin, size: closed.size }, origin };
  }
}
