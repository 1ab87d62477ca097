import { mayRead } from '@holdfast/policy';
import type { Interval } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { Pages } from '../entries/pages.js';
import { Tail } from '../tail/tail.js';
import type { TailItem } from '../tail/ring.js';
import { sseEvent } from './outlet/sse.js';
import { until } from './outlet/until.js';

/** The next piece of a stream: at most a chunk of bytes; `to` is the position of its last event. */
export interface Piece {
  bytes: Buffer;
  to: number;
  /** Where the reader goes on: everything up to here was given or may not be. */
  next: number;
  intervals: readonly Interval[];
}

const NOTHING = Buffer.alloc(0);
const CHUNK_BYTES = 64 * 1024;
const CHUNK_ITEMS = 500;

/** What comes after a cursor: from memory when it lies in the tail, from the table until it does. */
@Injectable()
export class FeedSource {
  constructor(
    readonly tail: Tail,
    private readonly pages: Pages,
  ) {}

  /** A piece without bytes means: nothing for this reader yet; ask again. */
  async pull(partner: string, cursor: number, signal: AbortSignal): Promise<Piece> {
    const { ring } = this.tail;
    if (cursor < ring.floor) return this.older(partner, cursor, ring.head);
    const items = ring.after(cursor, CHUNK_ITEMS);
    if (items.length > 0) return this.newest(partner, items);
    await until(this.tail, 'change', signal);
    return { bytes: NOTHING, to: cursor, next: cursor, intervals: [] };
  }

  private async older(partner: string, after: number, head: number): Promise<Piece> {
    const { items, next, more, intervals } = await this.pages.read({ partner, after, limit: CHUNK_ITEMS });
    const to = items.at(-1)?.position ?? after;
    // The page was read after the head was known, so a page with no more behind it reaches at least that far.
    return { bytes: Buffer.concat(items.map(sseEvent)), to, next: more ? next : Math.max(next, head), intervals };
  }

  private newest(partner: string, items: readonly TailItem[]): Piece {
    const intervals = this.tail.intervalsOf(partner);
    const events: Buffer[] = [];
    let [size, to, next] = [0, -1, -1];
    for (const item of items) {
      if (size >= CHUNK_BYTES) break;
      next = item.position;
      if (!mayRead(partner, intervals, item).allowed) continue;
      events.push(item.event);
      size += item.event.length;
      to = item.position;
    }
    return { bytes: Buffer.concat(events), to, next, intervals };
  }
}
