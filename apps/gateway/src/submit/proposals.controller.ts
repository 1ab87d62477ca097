import { refuse } from '@holdfast/contracts';
import { Controller, HttpCode, Post, Req, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { Caller, Calling } from '../access/caller.js';
import { Admission } from '../admit/admission.js';
import { bodyOf } from '../http/body.js';
import { ClientGoneFilter } from '../http/client-gone.filter.js';
import { mediaTypeOf } from '../http/media-type.js';
import { isBlank, LineSplitter } from './lines.js';
import type { Line } from './lines.js';
import { LINE_TOO_LONG, MAX_MESSAGE_BYTES } from './upload.js';
import { proposalOf } from './proposal.js';
import type { Proposal } from './proposal.js';

/** The same inputs as for a submission, few enough to be read by the officer who signs. */
const MAX_PROPOSALS_BYTES = 4 * 1024 * 1024;
const MAX_PROPOSALS = 1_000;
const TOO_MANY = { pointer: '', rule: 'proposal-count', message: `has over ${MAX_PROPOSALS} messages; send fewer` };

/** What would be signed: nothing is published here. */
@Controller('v1/proposals')
@UseGuards(AccessGuard)
@UseFilters(ClientGoneFilter)
export class ProposalsController {
  constructor(private readonly admission: Admission) {}

  @Post()
  @HttpCode(200)
  async propose(@Calling() caller: Caller, @Req() request: FastifyRequest): Promise<{ proposals: Proposal[] }> {
    const type = mediaTypeOf(request, 'application/json', 'application/x-ndjson');
    if (type === 'application/json') {
      const bytes = await bodyOf(request, MAX_MESSAGE_BYTES);
      return { proposals: [proposalOf(1, this.admission.propose(bytes, caller))] };
    }
    const lines = linesOf(await bodyOf(request, MAX_PROPOSALS_BYTES));
    return { proposals: lines.map((line) => this.proposal(line, caller)) };
  }

  private proposal({ number, bytes }: Line, caller: Caller): Proposal {
    return proposalOf(number, bytes ? this.admission.propose(bytes, caller) : { faults: [LINE_TOO_LONG] });
  }
}

function* allLines(splitter: LineSplitter, body: Buffer): Generator<Line> {
  yield* splitter.push(body);
  yield* splitter.end();
}

function linesOf(body: Buffer): Line[] {
  const splitter = new LineSplitter(MAX_MESSAGE_BYTES);
  const lines: Line[] = [];
  for (const line of allLines(splitter, body)) {
    if (line.bytes && isBlank(line.bytes)) continue;
    if (lines.push(line) > MAX_PROPOSALS) refuse([TOO_MANY]);
  }
  return lines;
}
