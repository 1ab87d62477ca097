import { Controller, Get, Header, Headers, Param, Req, UseGuards } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { HUB, MessageId, NotFound, parse } from '@holdfast/contracts';
import { CallingPartner } from '@holdfast/platform';
import { DataSource } from 'typeorm';
import { FromGateway } from '../identity/from-gateway.guard.js';
import { WhenCaughtUp } from '../status/when-caught-up.guard.js';
import { LedgerConfig } from '../start/ledger.config.js';
import { receiptOf } from './receipt-of.js';
import { untilSome, waitOf } from './wait.js';

class OneId {
  @MessageId({ about: 'The message.' })
  messageId!: string;
}

/** The proof that a message is recorded, for whoever has the message: it stands without the hub. */
@Controller('v1/messages')
@UseGuards(FromGateway, WhenCaughtUp)
export class ReceiptController {
  constructor(
    private readonly database: DataSource,
    private readonly config: LedgerConfig,
  ) {}

  @Get(':messageId/receipt')
  @Header('content-type', 'text/plain; charset=utf-8')
  async receipt(
    @CallingPartner() caller: string,
    @Param() params: object,
    @Req() { raw }: { raw: IncomingMessage },
    @Headers('prefer') prefer?: string,
  ): Promise<string> {
    const { messageId } = parse(OneId, { ...params });
    const sender = caller === HUB ? undefined : caller;
    const look = () =>
      receiptOf(this.database, this.config.home, { messageId, ...(sender === undefined ? {} : { sender }) });
    const receipt = await untilSome(look, waitOf(prefer), () => raw.socket.destroyed);
    if (receipt === undefined) {
      throw new NotFound('No message of yours with this id is recorded and signed; Prefer: wait=10 waits for it');
    }
    return receipt;
  }
}
