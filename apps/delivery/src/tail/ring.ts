import type { Readable } from '@holdfast/policy';
import type { Item } from '../entries/item.js';
import { sseEvent } from '../feed/outlet/sse.js';

/** An item of the tail: what policy needs to judge it, and its event, encoded once for all streams. */
export interface TailItem extends Readable {
  index: number;
  event: Buffer;
}

export interface RingLimits {
  items: number;
  bytes: number;
}

/** The newest items in order. Whatever is after `floor` is in it, up to `head`. */
export class Ring {
  private items: TailItem[] = [];
  private bytes = 0;

  /** Everything at or below is read from the table. */
  floor: number;

  constructor(
    public head: number,
    private readonly limits: RingLimits,
  ) {
    this.floor = head;
  }

  /** Takes up the items that follow its head; the oldest give way to the limits. */
  append(items: readonly Item[], head: number): void {
    for (const item of items) {
      const event = sseEvent(item);
      const { position, index, sender, keys } = item;
      this.items.push({ position, index, sender, keys, event });
      this.bytes += event.length;
    }
    this.head = head;
    this.evict();
  }

  /** Forgets all it holds: what was erased is in no memory either. */
  clear(): void {
    this.items = [];
    this.bytes = 0;
    this.floor = this.head;
  }

  /** The first items after a position, oldest first, and with each the other one of its position. */
  after(position: number, count: number): TailItem[] {
    const first = this.firstAfter(position);
    const last = this.items[first + count - 1];
    return this.items.slice(first, last && this.firstAfter(last.position));
  }

  private firstAfter(position: number): number {
    let [low, high] = [0, this.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle]?.position ?? Infinity) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private evict(): void {
    let count = 0;
    for (const { position, event } of this.items) {
      if (this.bytes <= this.limits.bytes && this.items.length - count <= this.limits.items) break;
      this.bytes -= event.length;
      this.floor = position;
      count++;
    }
    if (count > 0) this.items = this.items.slice(count);
  }
}
