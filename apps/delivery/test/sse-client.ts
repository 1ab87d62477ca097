import { createParser } from 'eventsource-parser';

/** A reader of the feed that remembers what it got. */
export interface SseClient {
  status: number;
  /** The answer to a refused stream. */
  problem?: unknown;
  positions: number[];
  items: { position: number; index: number; envelope: { kind: string } }[];
  kinds: (string | undefined)[];
  /** Settles when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
}

export async function openFeed(url: string, headers: Record<string, string>): Promise<SseClient> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const client: SseClient = {
    status: response.status,
    positions: [],
    items: [],
    kinds: [],
    ended: Promise.resolve(),
    close: () => abort.abort(),
  };
  if (!response.ok) return { ...client, problem: await response.json() };
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      client.positions.push(Number(id));
      client.kinds.push(event);
      client.items.push(JSON.parse(data));
    },
  });
  client.ended = read(response, (text) => parser.feed(text)).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return client;
}

async function read({ body }: Response, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) take(decoder.decode(chunk, { stream: true }));
}
