import { Instant, Int, parse, readEnvelope } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { HubClient } from './hub-client.js';

/** One item of the feed. */
export interface FeedItem {
  position: number;
  index: number;
  acceptedAt: string;
  envelope: Envelope;
}

class ItemHead {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Position.' })
  position!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index.' })
  index!: number;

  @Instant({ about: 'Acceptance time.' })
  acceptedAt!: string;
}

/** Reads an item, its envelope against its kind. */
export function readItem(value: unknown): FeedItem {
  const { envelope, ...head } = Object(value);
  return { ...parse(ItemHead, head), envelope: readEnvelope(envelope) };
}

/** All items of a kind that this partner may read, oldest first. */
export async function* itemsOf(client: HubClient, kind: string): AsyncGenerator<FeedItem> {
  for (let after = -1, more = true; more;) {
    const page = Object(await client.get(`/v1/entries?after=${after}&limit=1000&kind=${kind}`));
    for (const item of Array.from<unknown>(page.items)) yield readItem(item);
    more = page.more === true;
    after = Number(page.next);
  }
}
