import type { Ranges } from '../given/ranges.js';
import { keysAfter } from '../membership/intervals.js';
import type { FeedSource, Piece } from './feed-source.js';
import type { Outlet } from './outlet/outlet.js';

/** One reader of the feed: it pulls what comes after its cursor, at its own pace, until its outlet closes. */
export class FeedStream {
  private range: { id: string; keys: string } | undefined;
  private given = -1;

  constructor(
    private readonly reader: { partner: string; cursor: number },
    private readonly source: FeedSource,
    private readonly ranges: Ranges,
    private readonly outlet: Outlet,
  ) {}

  async run(): Promise<void> {
    const { reader, outlet } = this;
    try {
      while (!outlet.signal.aborted) {
        const piece = await this.source.pull(reader.partner, reader.cursor, outlet.signal);
        if (piece.bytes.length > 0) await this.give(piece);
        reader.cursor = piece.next;
      }
    } finally {
      outlet.end();
      await this.closeRange();
    }
  }

  private async give({ bytes, to, routed, intervals }: Piece): Promise<void> {
    await this.cover(intervals);
    if (this.outlet.signal.aborted) return;
    this.given = to;
    await this.outlet.write(bytes);
    // A reader that was cut off meanwhile may not have had it.
    if (!this.outlet.signal.aborted) await this.ranges.acknowledge(this.reader.partner, routed);
  }

  /** An open range names the reader's keys; when these change, another range begins. */
  private async cover(intervals: Piece['intervals']): Promise<void> {
    const { partner, cursor } = this.reader;
    const keys = keysAfter(intervals, cursor);
    const names = keys.join(' ');
    if (this.range?.keys === names) return;
    await this.closeRange();
    this.range = { id: await this.ranges.open({ partner, channel: 'sse', from: cursor, keys }), keys: names };
    this.given = cursor;
  }

  private async closeRange(): Promise<void> {
    if (!this.range) return;
    await this.ranges.close(this.range.id, this.given);
    this.range = undefined;
  }
}
