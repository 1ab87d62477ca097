import { TestHub, until } from '../../test/support/hub.js';
import type { Ready } from '../../test/support/hub.js';
import { TestPartner } from '../../test/support/partner.js';
import type { Item } from '../../test/support/partner.js';
import { streamed } from '../support/flags.js';

/** A running hub with one sender and one subscriber, shared by the measurements that need one. */
export interface BenchHub {
  ready: Ready;
  sender: TestPartner;
  reader: TestPartner;
  stop(): Promise<void>;
}

export async function startBenchHub(): Promise<BenchHub> {
  const hub = new TestHub();
  const ready = await hub.start();
  const partner = (id: string) => new TestPartner(ready.url, hub.home, id);
  return { ready, sender: partner('demo-treasury'), reader: partner('demo-exchange-1'), stop: () => hub.stop() };
}

/** Uploads lines as one NDJSON request; returns messages a second up to the answer. */
export async function uploadRate({ sender }: BenchHub, lines: readonly string[]): Promise<number> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const begun = performance.now();
  const init = { method: 'POST', headers, body: streamed(lines), duplex: 'half' as const };
  const response = await sender.call('/v1/messages', init);
  const { accepted } = Object(await response.json());
  if (response.status !== 202 || accepted !== lines.length)
    throw new Error(`Upload: ${response.status}, ${accepted} accepted`);
  return lines.length / ((performance.now() - begun) / 1_000);
}

/** Waits until the reader could read everything that was sent before. */
export async function settled({ sender, reader }: BenchHub, reference: string): Promise<void> {
  await sender.submit(JSON.parse(reference));
  const stop = new AbortController();
  const items: Item[] = [];
  const wanted = JSON.parse(reference).reference;
  const following = reader.follow(items, stop.signal);
  await until('the record is read through', () => items.some(({ envelope }) => envelope.reference === wanted), 600_000);
  stop.abort();
  await following;
}
