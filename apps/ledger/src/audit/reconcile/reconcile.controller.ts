import { Readable } from 'node:stream';
import { Directory } from '@holdfast/bus';
import { check, Int } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Header, Headers, HttpCode, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { linesWhile } from '../lines-while.js';
import { OFFICER, requireOperator } from '../operators-only.js';
import { Reconciler } from './reconciler.js';

/** How much is compared byte by byte. */
export class ReconcileQuery {
  @Int({ min: 0, max: 100_000, optional: true, about: 'Records that are chosen at random; all when it is absent.' })
  sample?: number;
}

/** Holds the record against the kind topics, for the hub's operators alone. */
@Controller('v1/audit')
@UseGuards(FromGateway)
export class ReconcileController {
  constructor(
    private readonly reconciler: Reconciler,
    private readonly directory: Directory,
  ) {}

  /** Lines of JSON: empty objects while it runs, last the signed report or a problem. It ends with its reader. */
  @Post('reconciliations')
  @HttpCode(200)
  @Header('content-type', 'application/x-ndjson; charset=utf-8')
  reconcile(
    @CallingPartner() caller: string,
    @Query() { sample: given, ...rest }: Record<string, unknown>,
    @Headers(OFFICER) officer?: string,
  ): StreamableFile {
    requireOperator(this.directory, caller, officer);
    const { sample } = check(ReconcileQuery, { ...rest, ...(given === undefined ? {} : { sample: Number(given) }) });
    const lines = linesWhile((signal) => this.reconciler.run(sample ?? 'all', signal));
    return new StreamableFile(Readable.from(lines), { type: 'application/x-ndjson; charset=utf-8' });
  }
}
