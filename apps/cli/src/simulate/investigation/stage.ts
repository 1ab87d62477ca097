import { setTimeout as delay } from 'node:timers/promises';
import { seal } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { readItem } from '../../client/feed.js';
import type { HubClient } from '../../client/hub-client.js';
import { publishSigned } from '../../client/publish-signed.js';
import { approvalOf } from '../../messages/sign/approval-of.js';
import { CommandFailed } from '../../output/command-failed.js';
import { readRequest } from './request-now.js';
import type { RequestNow } from './request-now.js';
import { requestMessage } from './request-message.js';
import type { Wish } from './request-message.js';

const LOOK_AGAIN_MS = 200;
const TIMEOUT_MS = 90_000;
const PAGE = 1_000;

/** Who acts in a scenario: the police's system and its two officers, and everybody whose view is shown. */
export interface Cast {
  police: HubClient;
  requester: HubClient;
  approver: HubClient;
  /** By partner. */
  onlookers: readonly HubClient[];
}

/** One step as it happened: what was done, what came of it, and who can read it. */
export interface Step {
  title: string;
  facts: string[];
  seenBy?: string[];
}

/** The police at work on a hub: it asks as its two officers do, and looks at what the hub shows to whom. */
export class Stage {
  #since = -1;

  constructor(
    readonly cast: Cast,
    private readonly tell: (step: Step) => void,
  ) {}

  step(title: string, facts: string[], seenBy?: string[]): void {
    this.tell({ title, facts, ...(seenBy === undefined ? {} : { seenBy }) });
  }

  /** Publishes what needs one person; returns its id. */
  async publish(message: object): Promise<string> {
    const { sealed, entry } = await publishSigned(this.cast.police, message, []);
    this.#beginAt(entry.index);
    return sealed.envelope.messageId;
  }

  /** Signs a request as its first officer; returns what the second one has to approve. */
  async sign(wish: Wish): Promise<{ requestId: string; approve: () => Promise<void> }> {
    const { requester, approver } = this.cast;
    const message = requestMessage(wish, requester.key.officer ?? '', new Date());
    const { sealed, entry } = await publishSigned(requester, message, [requester.key]);
    this.#beginAt(entry.index);
    const target = sealed.envelope.messageId;
    const approve = async () => {
      const contentHash = seal(message, requester.partner).contentHash.toString('hex');
      const body = { target, contentHash, decision: 'APPROVED', role: 'APPROVER' };
      const approval = await publishSigned(approver, approvalOf(sealed, approver.key.officer ?? '', body), [
        approver.key,
      ]);
      const { reason } = approval.entry;
      if (reason !== undefined) throw new CommandFailed(`The approval is recorded without effect: ${reason}`);
    };
    return { requestId: target, approve };
  }

  /** Signs and approves; returns the id of the request. */
  async ask(wish: Wish): Promise<string> {
    const { requestId, approve } = await this.sign(wish);
    await approve();
    return requestId;
  }

  /** Waits until the desk says so of a request. */
  async until(requestId: string, what: string, holds: (now: RequestNow) => boolean): Promise<RequestNow> {
    return this.#await(what, async () => {
      const now = readRequest(await this.cast.police.get(`/v1/requests/${requestId}`));
      return holds(now) ? now : undefined;
    });
  }

  /** Waits until the police is shown such a message. */
  async shown(what: string, fits: (envelope: Envelope) => boolean): Promise<Envelope> {
    return this.#await(what, async () => (await this.#readBy(this.cast.police)).find(fits));
  }

  /** Everybody who can read the message, of all who look on. */
  async seenBy(messageId: string): Promise<string[]> {
    const views = await Promise.all(
      this.cast.onlookers.map(async (client) => ({ client, envelopes: await this.#readBy(client) })),
    );
    const seeing = views.filter(({ envelopes }) => envelopes.some((each) => each.messageId === messageId));
    return seeing.map(({ client }) => client.partner);
  }

  #beginAt(index: number): void {
    if (this.#since < 0) this.#since = index - 1;
  }

  async #readBy(client: HubClient): Promise<Envelope[]> {
    const envelopes: Envelope[] = [];
    for (let more = true, after = this.#since; more;) {
      const page = Object(await client.get(`/v1/entries?after=${after}&limit=${PAGE}`));
      envelopes.push(...Array.from<unknown>(page.items).map((item) => readItem(item).envelope));
      after = Number(page.next);
      more = page.more === true;
    }
    return envelopes;
  }

  async #await<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
    for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await delay(LOOK_AGAIN_MS)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new CommandFailed(`Not in ${TIMEOUT_MS / 1_000} s: ${what}; does the desk run (holdfast status)?`);
  }
}
