import { Directory } from '@holdfast/bus';
import { check, Int, MessageId } from '@holdfast/contracts';
import type { ReplaySessionV1 } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Get, Header, Headers, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { WhenCaughtUp } from '../../status/when-caught-up.guard.js';
import { OFFICER, requireOperator } from '../operators-only.js';
import { coveringLogs, signedSize } from './covering-logs.js';
import type { CoveringLog } from './covering-logs.js';
import { Replays } from './replays.js';
import { POLICY_VERSION, termsOf } from './terms.js';

const NDJSON = 'application/x-ndjson; charset=utf-8';

/** Which page of which replay. */
export class ReplayQuery {
  @MessageId({ about: 'The session.' })
  session!: string;

  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, optional: true, about: 'Index after which the page begins.' })
  after?: number;
}

/** What a replay that is asked for now rests on. */
export interface ReplayBasis {
  policyVersion: string;
  logSize: number;
}

/** A session that may be run. */
export interface ReplayTerms {
  session: ReplaySessionV1;
  /** First and last index of the span. */
  from: number;
  to: number;
  /** The logs that hold the span, each as it is signed now. */
  logs: CoveringLog[];
}

/** Replays, for the hub's operators alone. */
@Controller('v1/replays')
@UseGuards(FromGateway, WhenCaughtUp)
export class ReplayController {
  constructor(
    private readonly replays: Replays,
    private readonly directory: Directory,
  ) {}

  @Get()
  async basis(@CallingPartner() caller: string, @Headers(OFFICER) officer?: string): Promise<ReplayBasis> {
    requireOperator(this.directory, caller, officer);
    return { policyVersion: POLICY_VERSION, logSize: await signedSize(this.replays.database) };
  }

  @Get(':session')
  async terms(
    @CallingPartner() caller: string,
    @Param('session') id: string,
    @Headers(OFFICER) officer?: string,
  ): Promise<ReplayTerms> {
    requireOperator(this.directory, caller, officer);
    const { database } = this.replays;
    const { session, from, to } = await termsOf(database, wishOf(id, {}).session);
    return { session, from, to, logs: await coveringLogs(database, from, to) };
  }

  @Get(':session/entries')
  @Header('content-type', NDJSON)
  read(
    @CallingPartner() caller: string,
    @Param('session') id: string,
    @Query() query: Record<string, unknown>,
    @Headers(OFFICER) officer?: string,
  ): Promise<string> {
    requireOperator(this.directory, caller, officer);
    const { session, after } = wishOf(id, query);
    return this.replays.page('FILE', session, after);
  }

  /** The same page, once the session's own topic holds it. */
  @Post(':session/entries')
  @HttpCode(200)
  @Header('content-type', NDJSON)
  write(
    @CallingPartner() caller: string,
    @Param('session') id: string,
    @Query() query: Record<string, unknown>,
    @Headers(OFFICER) officer?: string,
  ): Promise<string> {
    requireOperator(this.directory, caller, officer);
    const { session, after } = wishOf(id, query);
    return this.replays.page('SANDBOX', session, after);
  }
}

function wishOf(session: string, { after, ...rest }: Record<string, unknown>): ReplayQuery {
  return check(ReplayQuery, { ...rest, session, ...(after === undefined ? {} : { after: Number(after) }) });
}
