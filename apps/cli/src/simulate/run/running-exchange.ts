import { setTimeout as delay } from 'node:timers/promises';
import { seal, signContent } from '@holdfast/contracts';
import { readItem } from '../../client/feed.js';
import type { FeedItem } from '../../client/feed.js';
import { HubRefused, HubUnreachable } from '../../client/hub-answer.js';
import type { HubClient } from '../../client/hub-client.js';
import { follow } from '../../messages/watch/follow.js';
import { afterSaying, NOTHING_KNOWN } from '../exchange/exchange.js';
import type { ExchangeState, Reply, SimulatedExchange } from '../exchange/exchange.js';
import { foldItem } from '../exchange/fold-item.js';
import { repliesDue } from '../exchange/replies-due.js';
import { delayOf } from '../world/behaviour.js';

const AWAY_MS = 20_000;
const AGAIN_MS = 1_000;
const PAGE = 1_000;

/** Clients of one exchange: its system and its officer. */
export interface ExchangeClients {
  system: HubClient;
  officer: HubClient;
}

/** Something that an exchange did, for whoever watches. */
export interface ExchangeEvent {
  exchange: string;
  at: string;
  event: 'following' | 'given' | 'said' | 'refused' | 'away' | 'back';
  text: string;
  messageId?: string;
}

/** A simulated exchange at its feed: it answers by HTTP alone, and knows nothing but what the feed has told it. */
export class RunningExchange {
  #state: ExchangeState = NOTHING_KNOWN;
  #after = -1;
  #speaking: Promise<void> = Promise.resolve();
  #fail: (error: unknown) => void = () => undefined;
  readonly #failed = new Promise<never>((_, reject) => void (this.#fail = reject));

  constructor(
    readonly exchange: SimulatedExchange,
    private readonly clients: ExchangeClients,
    private readonly report: (event: ExchangeEvent) => void,
  ) {}

  /** Reads what there is; returns once the exchange knows what it said and was asked before. */
  async catchUp(): Promise<void> {
    for (let more = true; more;) {
      const page = Object(await this.clients.system.get(`/v1/entries?after=${this.#after}&limit=${PAGE}`));
      for (const value of Array.from<unknown>(page.items)) this.#fold(readItem(value), new Date().toISOString());
      this.#after = Number(page.next);
      more = page.more === true;
    }
  }

  /** Follows the feed and answers, until it fails for good. */
  run(): Promise<never> {
    this.#say('following', `follows its feed: ${this.exchange.behaviour}`);
    this.#speak();
    return Promise.race([this.#failed, this.#follow()]);
  }

  async #follow(): Promise<never> {
    for (let missed = -1; ;) {
      for await (const { item } of follow(this.clients.system, String(this.#after))) {
        if (item.position > missed && this.#goesAway(item)) {
          missed = item.position;
          break;
        }
        this.#take(item);
      }
      this.#say('away', `leaves its feed for ${AWAY_MS / 1_000} s`);
      await delay(AWAY_MS);
      this.#say('back', 'reads on where it left');
    }
  }

  #goesAway({ envelope: { kind } }: FeedItem): boolean {
    return this.exchange.behaviour === 'offline' && kind === 'enforcement-request';
  }

  #take(item: FeedItem): void {
    const waitMs = delayOf(this.exchange.behaviour);
    this.#fold(item, new Date(Date.now() + waitMs).toISOString());
    const { kind, sender, reference, messageId } = item.envelope;
    if (kind === 'enforcement-request') this.#say('given', `is given a request by ${sender}: ${reference}`, messageId);
    setTimeout(() => this.#speak(), waitMs);
  }

  #fold(item: FeedItem, dueAt: string): void {
    this.#state = foldItem(this.exchange, this.#state, item.envelope, dueAt);
    this.#after = item.position;
  }

  /** One reply after another, so that each is built on what was said before. */
  #speak(): void {
    this.#speaking = this.#speaking.then(() => this.#sayDue()).catch(this.#fail);
  }

  async #sayDue(): Promise<void> {
    const now = new Date().toISOString();
    const replies = repliesDue({ exchange: this.exchange, state: this.#state, now });
    this.#state = afterSaying(this.#state, replies);
    for (const reply of replies) await this.#send(reply);
  }

  async #send({ message, by, text, messageId }: Reply): Promise<void> {
    const client = this.clients[by];
    const signed = by === 'officer' ? signedBy(client, message) : message;
    for (;;) {
      try {
        await client.post('/v1/messages', signed);
        return this.#say('said', text, messageId);
      } catch (error) {
        if (!(error instanceof HubRefused) && !(error instanceof HubUnreachable)) throw error;
        if (!error.retryable) return this.#say('refused', `${text}; the door refuses it: ${error.message}`, messageId);
        await delay(AGAIN_MS);
      }
    }
  }

  #say(event: ExchangeEvent['event'], text: string, messageId?: string): void {
    const at = new Date().toISOString();
    this.report({ exchange: this.exchange.id, at, event, text, ...(messageId === undefined ? {} : { messageId }) });
  }
}

function signedBy({ partner, key }: HubClient, message: object): object {
  return { ...message, signatures: [signContent(seal(message, partner).contentHash, 'officer', key)] };
}
