import { Readable } from 'node:stream';
import { Directory } from '@holdfast/bus';
import { check, OneOf } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Headers, HttpCode, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { linesWhile } from '../../audit/lines-while.js';
import { OFFICER, requireOperator } from '../../audit/operators-only.js';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { Rollover } from './rollover.js';

const YES = ['true', 'false'] as const;

/** How the log is followed by the next. */
export class RolloverQuery {
  @OneOf(['same', 'new'], { optional: true, about: 'Whether the successor is signed with the same key.' })
  key = 'same';

  @OneOf(YES, {
    optional: true,
    about: 'Whether the log is one that no ledger can lead, because its record is damaged.',
  })
  afterLoss = 'false';

  @OneOf(YES, { optional: true, about: 'After a loss: whether the log is closed; else it is only said what is lost.' })
  confirm = 'false';
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

  /** After a loss every row is looked at: then the answer is lines of JSON, the last of which says what came of it. */
  @Post('rollovers')
  @HttpCode(200)
  async roll(
    @CallingPartner() caller: string,
    @Query() query: object,
    @Headers(OFFICER) officer?: string,
  ): Promise<RolledOver | StreamableFile> {
    requireOperator(this.directory, caller, officer);
    const { key, afterLoss, confirm } = check(RolloverQuery, { ...query });
    if (afterLoss === 'true') return this.afterLoss(confirm === 'true', key === 'new');
    const { closed, origin } = await this.rollover.run(key === 'new');
    return { closed: { origin: closed.origin, size: closed.size }, origin };
  }

  private afterLoss(isConfirmed: boolean, withNewKey: boolean): StreamableFile {
    const lines = linesWhile((stop) => this.rollover.runAfterLoss({ isConfirmed, withNewKey, stop }));
    return new StreamableFile(Readable.from(lines), { type: 'application/x-ndjson; charset=utf-8' });
  }
}
