import { Directory } from '@holdfast/bus';
import { check, Int } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Get, Headers, Query, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { WhenCaughtUp } from '../../status/when-caught-up.guard.js';
import { OFFICER, requireOperator } from '../operators-only.js';
import { setAside } from './set-aside.js';
import type { SetAsidePage } from './set-aside.js';

/** Where a page of the list begins. */
export class QuarantineQuery {
  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, optional: true, about: 'Index after which the page begins.' })
  after = -1;
}

/** What was recorded and reaches nobody, for the hub's operators alone. */
@Controller('v1/audit')
@UseGuards(FromGateway, WhenCaughtUp)
export class QuarantineController {
  constructor(
    private readonly database: DataSource,
    private readonly directory: Directory,
  ) {}

  @Get('quarantine')
  list(
    @CallingPartner() caller: string,
    @Query() { after: given, ...rest }: Record<string, unknown>,
    @Headers(OFFICER) officer?: string,
  ): Promise<SetAsidePage> {
    requireOperator(this.directory, caller, officer);
    const { after } = check(QuarantineQuery, { ...rest, ...(given === undefined ? {} : { after: Number(given) }) });
    return setAside(this.database, after);
  }
}
