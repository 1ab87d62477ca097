import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Directory } from '@holdfast/bus';
import { check, Int } from '@holdfast/contracts';
import { CallingPartner, problemOf } from '@holdfast/platform';
import { Controller, Header, Headers, HttpCode, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { OFFICER, requireOperator } from '../operators-only.js';
import { Reconciler } from './reconciler.js';
import type { SignedReport } from './report.js';

/** No silence is so long that whoever waits takes the answer for lost. */
const HEARTBEAT_MS = 5_000;

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
    const lines = linesOf((signal) => this.reconciler.run(sample ?? 'all', signal));
    return new StreamableFile(Readable.from(lines), { type: 'application/x-ndjson; charset=utf-8' });
  }
}

async function* linesOf(run: (signal: AbortSignal) => Promise<SignedReport>): AsyncGenerator<string> {
  const ending = new AbortController();
  // The head of the answer is gone by then, so a problem is a line of it.
  const running: Promise<object> = run(ending.signal).catch((error: unknown) => ({ problem: problemOf(error) }));
  try {
    for (;;) {
      yield '{}\n';
      const ended = await Promise.race([running, delay(HEARTBEAT_MS, undefined, { signal: ending.signal })]);
      if (!ended) continue;
      yield `${JSON.stringify(ended)}\n`;
      return;
    }
  } finally {
    ending.abort();
  }
}
