import { NotFound } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MessageMac } from '../../retention/message-mac.js';
import { replayPage } from './page/replay-page.js';
import { ReplayRate } from './replay-rate.js';
import { ReplayTopic } from './replay-topic.js';
import { refused, termsOf } from './terms.js';

/** Runs approved replays page by page: nothing is kept between pages, so any of them can be asked for again. */
@Injectable()
export class Replays {
  constructor(
    readonly database: DataSource,
    readonly mac: MessageMac,
    private readonly rate: ReplayRate,
    private readonly topic: ReplayTopic,
  ) {}

  /** The page after an index: its head, then its lines. A replay to a topic is there too before this resolves. */
  async page(target: 'FILE' | 'SANDBOX', sessionId: string, wished: number | undefined): Promise<string> {
    const terms = await termsOf(this.database, sessionId);
    const { session, from, to } = terms;
    if (session.target !== target) throw refused('REPLAY-TARGET', `This replay goes to a ${session.target}`);
    const after = wished ?? from - 1;
    if (after < from - 1 || after > to) throw new NotFound('The replay has no such page', { from, to });
    const limit = this.rate.page;
    await this.rate.take(Math.min(limit, to - after));
    const { head, lines } = await replayPage(this, terms, { after, limit });
    if (target === 'SANDBOX') await this.topic.write(sessionId, lines);
    return [JSON.stringify(head), ...lines.map(({ text }) => text), ''].join('\n');
  }
}
