/** A recorded message as its receivers read it; the envelope's bytes are those that were recorded. */
export interface Item {
  position: number;
  index: number;
  kind: string;
  sender: string;
  acceptedAt: string;
  keys: readonly string[];
  envelope: Buffer;
}

/** Indexes of the gated ones: they stand where they were routed, which is behind the place where they were recorded. */
export function routedAmong(items: readonly Pick<Item, 'position' | 'index'>[]): number[] {
  return items.flatMap(({ position, index }) => (position === index ? [] : [index]));
}

/** The JSON text of an item, built around the recorded bytes. */
export function itemText({ position, index, acceptedAt, envelope }: Item): Buffer {
  const head = `{"position":${position},"index":${index},"acceptedAt":${JSON.stringify(acceptedAt)},"envelope":`;
  return Buffer.concat([Buffer.from(head), envelope, Buffer.from('}')]);
}
