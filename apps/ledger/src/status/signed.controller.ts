import { check, Forbidden, HUB, Instant, Int, PartnerId, Text } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { WhenCaughtUp } from './when-caught-up.guard.js';

const PAGE = 1_000;

/** Which key, and what of it. */
export class SignedQuery {
  @Text({ max: 128, pattern: /^[-._~a-zA-Z0-9]+$/, about: 'Id of the key.' })
  kid!: string;

  @Instant({ optional: true, about: 'Only what was accepted from this moment on.' })
  since = '1970-01-01T00:00:00.000Z';

  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, optional: true, about: 'Index after which the page begins.' })
  after = -1;

  @PartnerId({ optional: true, about: 'Whose key; another than the caller’s own for the hub alone.' })
  partner?: string;
}

/** A message that a key signed. */
export interface SignedMessage {
  index: number;
  messageId: string;
  kind: string;
  acceptedAt: string;
}

/** What a key has signed: all that a compromise puts in doubt. */
@Controller('v1/keys')
@UseGuards(FromGateway, WhenCaughtUp)
export class SignedController {
  constructor(private readonly database: DataSource) {}

  @Get(':kid/messages')
  async read(
    @CallingPartner() caller: string,
    @Param('kid') kid: string,
    @Query() { after: from, ...query }: Record<string, unknown>,
  ): Promise<{ messages: SignedMessage[]; more: boolean }> {
    const position = from === undefined ? {} : { after: Number(from) };
    const { since, after, partner = caller } = check(SignedQuery, { kid, ...query, ...position });
    if (partner !== caller && caller !== HUB) throw new Forbidden('This is not a key of yours', { rule: 'OWN' });
    const rows: { index: string; id: string; kind: string; at: Date }[] = await this.database.query(
      `SELECT index, message_id AS id, kind, accepted_at AS at FROM signed JOIN body USING (index)
        WHERE partner = $1 AND kid = $2 AND accepted_at >= $3 AND index > $4 ORDER BY index LIMIT ${PAGE + 1}`,
      [partner, kid, since, after],
    );
    const messages = rows.slice(0, PAGE).map(({ index, id, kind, at }) => ({
      index: Number(index),
      messageId: id,
      kind,
      acceptedAt: at.toISOString(),
    }));
    return { messages, more: rows.length > PAGE };
  }
}
