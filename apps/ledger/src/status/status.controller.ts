import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ListOf, messageId, MessageId, NotFound, parse, readJson } from '@holdfast/contracts';
import { CallingPartner, readBody } from '@holdfast/platform';
import { DataSource } from 'typeorm';
import { MessageMac } from '../retention/message-mac.js';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { WhenCaughtUp } from './when-caught-up.guard.js';
import { statusOf } from './messages.js';
import type { MessageStatus } from './messages.js';

const MAX_BODY_BYTES = 64 * 1024;

class OneId {
  @MessageId({ about: 'The message.' })
  messageId!: string;
}

class ManyIds {
  @ListOf(messageId(), { max: 1_000, min: 1, about: 'The messages.' })
  messageIds!: string[];
}

/** What became of the caller's own messages. */
@Controller('v1/messages')
@UseGuards(FromGateway, WhenCaughtUp)
export class StatusController {
  constructor(
    readonly database: DataSource,
    readonly mac: MessageMac,
  ) {}

  @Get(':messageId')
  async one(@CallingPartner() partner: string, @Param() params: object): Promise<MessageStatus> {
    const [status] = await statusOf(this, partner, [parse(OneId, { ...params }).messageId]);
    if (!status || status.status === 'unknown') throw new NotFound('No message of yours with this id is recorded');
    return status;
  }

  @Post('status')
  @HttpCode(200)
  async many(@CallingPartner() partner: string, @Body() body: IncomingMessage): Promise<{ messages: MessageStatus[] }> {
    const { messageIds } = parse(ManyIds, readJson(await readBody(body, MAX_BODY_BYTES)));
    return { messages: await statusOf(this, partner, messageIds) };
  }
}
