import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { check, MessageRejected, parse, readJson, Text } from '@holdfast/contracts';
import { CallingPartner, readBody } from '@holdfast/platform';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { FromGateway } from '../../identity/from-gateway.guard.js';
import { flagsText } from './flags-text.js';
import { hitsOf } from './hits.js';
import { FlagsLookup, lookup } from './lookup.js';
import { readAccount } from './read-account.js';
import { Screening } from './screening.js';
import type { ShownFlag } from './screening.js';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';

/** What is asked beside the account. */
export class FlagsQuery {
  @Text({ max: 64, optional: true, about: 'Chain of an address that is no CAIP-10 account: CAIP-2, or a name.' })
  chain?: string;
}

/** Screening: the flags in force that the caller may see. What is asked is counted and kept nowhere. */
@Controller('v1/flags')
@UseGuards(FromGateway)
export class FlagsController {
  constructor(
    private readonly screening: Screening,
    private readonly database: DataSource,
  ) {}

  /** Of one account; a wildcard, for accounts are longer than a parameter may be. What may not be seen is not there. */
  @Get('*')
  async one(
    @CallingPartner() partner: string,
    @Param('*') given: string,
    @Req() { query, headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { chain } = check(FlagsQuery, { ...Object(query) });
    const read = readAccount(given, chain);
    if (!('account' in read)) throw new MessageRejected([{ pointer: '/account', ...read }]);
    const flags = (await this.screening.flagsOf(partner, [read.account])).get(0) ?? [];
    const text = `{${flagsText(read.account, flags, await this.toldOf(partner, flags))}}`;
    const tag = tagOf(flags, text);
    void reply.header('etag', tag).header('cache-control', 'no-store');
    if (headers['if-none-match'] === tag) void reply.status(304).send();
    else void reply.type(JSON_TYPE).send(text);
  }

  /** Of many at once. */
  @Post('lookup')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  @Header('cache-control', 'no-store')
  async many(@CallingPartner() partner: string, @Body() body: IncomingMessage): Promise<string> {
    return lookup(this.screening, partner, parse(FlagsLookup, readJson(await readBody(body, MAX_BODY_BYTES))));
  }

  /** What a flagger alone is told of its flags: hits, verdicts and, of a disputed one, until when it is to answer. */
  private async toldOf(partner: string, flags: readonly ShownFlag[]): Promise<Map<string, string>> {
    const own = flags.filter(({ sender }) => sender === partner);
    const hits = await hitsOf(
      this.database,
      own.map(({ flagId }) => flagId),
    );
    return new Map(
      own.map(({ flagId, told }) => {
        const counted = hits.get(flagId) ?? { count: 0 };
        return [flagId, `${told.slice(0, -1)},"hits":${JSON.stringify(counted)}}`];
      }),
    );
  }
}

/** The greatest index used, and the content: a flag also ends without an entry. */
const tagOf = (flags: readonly ShownFlag[], text: string): string =>
  `"${Math.max(-1, ...flags.map(({ index }) => index))}-${hash('sha256', text).slice(0, 16)}"`;
