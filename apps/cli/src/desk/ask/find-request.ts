import type { Envelope } from '@holdfast/contracts';
import { readItem } from '../../client/feed.js';
import type { FeedItem } from '../../client/feed.js';
import { HubRefused } from '../../client/hub-answer.js';
import type { HubClient } from '../../client/hub-client.js';
import { CommandFailed } from '../../output/command-failed.js';
import { readRequest } from '../view/request-view.js';
import type { HoldView, RequestView } from '../view/request-view.js';

const PAGE = 200;
const FEED_PAGE = 1_000;

/** A request as it stands now; undefined where there is none that this partner takes part in, or not yet. */
export async function requestNow(client: HubClient, requestId: string): Promise<RequestView | undefined> {
  try {
    return readRequest(await client.get(`/v1/requests/${encodeURIComponent(requestId)}`));
  } catch (error) {
    if (error instanceof HubRefused && error.details.status === 404) return undefined;
    throw error;
  }
}

/** The request of that id. Throws CommandFailed where there is none for this partner. */
export async function findRequest(client: HubClient, requestId: string): Promise<RequestView> {
  const view = await requestNow(client, requestId);
  if (view) return view;
  throw new CommandFailed(`No request ${requestId} of or for ${client.partner}; holdfast request list shows all`);
}

/** What of its requests a partner asks for. */
export interface Wanted {
  role?: 'sent' | 'received';
  open?: 'true';
  type?: string;
  case?: string;
}

/** Requests in the order of the record, page by page. */
export async function* requests(client: HubClient, wanted: Wanted): AsyncGenerator<RequestView> {
  for (let more = true, after = -1; more;) {
    const query = new URLSearchParams({ ...wanted, after: String(after), limit: String(PAGE) });
    const page = Object(await client.get(`/v1/requests?${query}`));
    yield* Array.from<unknown>(page.items).map(readRequest);
    more = page.more === true;
    after = Number(page.next);
  }
}

/** A hold of this partner with the request that it answers. Throws CommandFailed where there is none. */
export async function findHold(
  client: HubClient,
  holdId: string,
  role: 'sent' | 'received',
): Promise<{ view: RequestView; hold: HoldView }> {
  for await (const view of requests(client, { role })) {
    const hold = view.holds.find((each) => each.holdId === holdId);
    if (hold) return { view, hold };
  }
  throw new CommandFailed(`No hold ${holdId} for ${client.partner}; holdfast request show <request> lists its holds`);
}

/**
 * The message that made a request, as the feed gives it: to its sender where it is recorded, to a recipient where it
 * was routed, which is behind that. Undefined where the feed does not have it: it was stopped first, or erased since.
 */
export function messageIfGiven(client: HubClient, view: RequestView): Promise<Envelope | undefined> {
  return firstInFeed(client, view, ({ index }) => index === view.index);
}

/** The message that made a request. Throws CommandFailed where the feed does not have it. */
export async function messageOf(client: HubClient, view: RequestView): Promise<Envelope> {
  return (await messageIfGiven(client, view)) ?? notGiven(client, view);
}

/** The generation of an own request that is in force. Throws CommandFailed where the feed does not have it. */
export async function generationInForce(client: HubClient, view: RequestView): Promise<Envelope> {
  if (view.generation === 1) return messageOf(client, view);
  const isMeant = ({ requestId, generation }: Record<string, unknown>) =>
    requestId === view.requestId && generation === view.generation;
  return (await firstInFeed(client, view, ({ envelope }) => isMeant({ ...envelope.body }))) ?? notGiven(client, view);
}

function notGiven({ partner }: HubClient, { requestId }: RequestView): never {
  throw new CommandFailed(
    `The feed of ${partner} does not have ${requestId}: it was stopped, or erased, and cannot be acted on`,
  );
}

async function firstInFeed(
  client: HubClient,
  { index, kind }: RequestView,
  isMeant: (item: FeedItem) => boolean,
): Promise<Envelope | undefined> {
  for (let more = true, after = index - 1; more;) {
    const query = new URLSearchParams({ kind, after: String(after), limit: String(FEED_PAGE) });
    const page = Object(await client.get(`/v1/entries?${query}`));
    const found = Array.from<unknown>(page.items).map(readItem).find(isMeant);
    if (found) return found.envelope;
    more = page.more === true;
    after = Number(page.next);
  }
  return undefined;
}
