import { setTimeout as delay } from 'node:timers/promises';
import { readJson } from '@holdfast/contracts';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { readItem } from '../../client/feed.js';
import type { FeedItem } from '../../client/feed.js';
import { HubRefused, HubUnreachable } from '../../client/hub-answer.js';
import type { HubClient } from '../../client/hub-client.js';

const LONGEST_PAUSE_MS = 5_000;

/** The feed from a place on, for as long as the caller reads; a broken stream is taken up where it ended. */
export async function* follow(client: HubClient, from: string): AsyncGenerator<{ item: FeedItem; json: string }> {
  let after = from;
  for (let failures = 0; ; failures++) {
    try {
      for await (const { id, data } of await events(client, after)) {
        failures = 0;
        yield { item: readItem(readJson(data)), json: data };
        after = id ?? after;
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (failures === 0) process.stderr.write('The stream ended; connecting again …\n');
    }
    await delay(Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS));
  }
}

async function events(client: HubClient, after: string) {
  const headers = { accept: 'text/event-stream' };
  const { body } = await client.call(`/v1/feed?after=${after}`, { headers });
  if (!body) throw new HubUnreachable('The feed has no body');
  return body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
}

/** A stream that breaks off says so with a foreign error; a refusal that is final is not tried again. */
function isPassing(error: unknown): boolean {
  if (error instanceof HubRefused) return error.retryable;
  return error instanceof HubUnreachable || error instanceof TypeError;
}
