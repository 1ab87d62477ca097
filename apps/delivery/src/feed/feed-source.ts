import { mayRead } from '@holdfast/policy';
import type { Interval } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { routedAmong } from '../entries/item.js';
import { Pages } from '../entries/pages.js';
import { Tail } from '../tail/tail.js';
import type { TailItem } from '../tail/ring.js';
import { sseEvent } from './outlet/sse.js';
import { until } from './outlet/until.js';

/** The next piece of a stream: at most a chunk of bytes; `to` is the position of its last event. */
export interface Piece {
  bytes: Buffer;
  to: number;
  /** Indexes of the gated messages in it. */
  routed: readonly number[];
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
    return { bytes: NOTHING, to: cursor, routed: [], next: cursor, intervals: [] };
  }

  private async older(partner: string, after: number, head: number): Promise<Piece> {
    const { items, next, more, intervals } = await this.pages.read({ partner, after, limit: CHUNK_ITEMS });
    const to = items.at(-1)?.position ?? after;
    // The page was read after the head was known, so a page with no more behind it reaches at least that far.
    const reached = more ? next : Math.max(next, head);
    return { bytes: Buffer.concat(items.map(sseEvent)), to, routed: routedAmong(items), next: reached, intervals };
  }

  private newest(partner: string, items: readonly TailItem[]): Piece {
    const intervals = this.tail.intervalsOf(partner);
    const given: TailItem[] = [];
    let [size, next] = [0, -1];
    for (const item of items) {
      // Of two items at one position a reader has one: whichever it was, no piece ends between them to its loss.
      if (size >= CHUNK_BYTES) break;
      next = item.position;
      if (!mayRead(partner, intervals, item).allowed) continue;
      given.push(item);
      size += item.event.length;
    }
    const bytes = Buffer.concat(given.map(({ event }) => event));
    return { bytes, to: given.at(-1)?.position ?? -1, routed: routedAmong(given), next, intervals };
  }
}
