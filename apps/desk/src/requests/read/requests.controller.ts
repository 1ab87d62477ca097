import { Directory } from '@holdfast/bus';
import { HUB, NotFound } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Get, Header, Headers, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { COLUMNS, readRequests, requestOf } from '../store/request-rows.js';
import type { RequestRow } from '../store/request-rows.js';
import { requestsQueryOf } from './requests-query.js';
import { viewFor } from './request-view.js';
import type { RequestView } from './request-view.js';

/** A page of requests; `next` is where the following one begins. */
export interface RequestsPage {
  items: RequestView[];
  next: number;
  more: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Requests as they stand now, for who takes part in them: nobody else can tell that they are there. */
@Controller('v1/requests')
@UseGuards(FromGateway)
export class RequestsController {
  constructor(
    private readonly database: DataSource,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(@CallingPartner() partner: string, @Query() query: Record<string, unknown>): Promise<RequestsPage> {
    const { after, limit, role, open, type, case: caseNumber } = requestsQueryOf(query);
    const rows: RequestRow[] = await this.database.query(LIST, [
      partner,
      role ?? null,
      open ?? null,
      type ?? null,
      caseNumber ?? null,
      after,
      limit + 1,
      partner === HUB,
    ]);
    const items = rows.slice(0, limit).flatMap((row) => this.view(row, partner) ?? []);
    return { items, next: Number(rows.slice(0, limit).at(-1)?.index ?? after), more: rows.length > limit };
  }

  @Get(':requestId')
  @Header('cache-control', 'no-cache')
  async one(
    @CallingPartner() partner: string,
    @Param('requestId') requestId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestView | undefined> {
    const [request] = UUID.test(requestId) ? await readRequests(this.database.manager, [requestId]) : [];
    const view = request && viewFor(request, partner, this.nameOf);
    if (!view) throw new NotFound('There is no such request');
    const etag = `"${view.version}"`;
    reply.header('etag', etag);
    if (known !== etag) return view;
    reply.status(304);
    return undefined;
  }

  private view(row: RequestRow, partner: string): RequestView | undefined {
    return viewFor(requestOf(row), partner, this.nameOf);
  }

  private readonly nameOf = (partner: string): string | undefined => this.directory.organisation(partner)?.legalName;
}

/** A case number is its sender's own word: only who sent the request finds it by it. */
const LIST = `
  SELECT ${COLUMNS} FROM request
   WHERE index > $6
     AND ($8 OR (sender = $1 AND $2 IS DISTINCT FROM 'received') OR (recipients @> ARRAY[$1] AND $2 IS DISTINCT FROM 'sent'))
     AND ($3::boolean IS NULL OR is_open = $3)
     AND ($4::text IS NULL OR type = $4)
     AND ($5::text IS NULL OR (case_number = $5 AND (sender = $1 OR $8)))
   ORDER BY index LIMIT $7`;
