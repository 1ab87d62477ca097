import { Instant, Int, parse, readEnvelope } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';

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
