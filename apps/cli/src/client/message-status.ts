import { setTimeout as delay } from 'node:timers/promises';
import { Int, ListOf, nested, OneOf, parse, Text } from '@holdfast/contracts';
import type { HubClient } from './hub-client.js';

const PAGE = 1_000;
const LOOK_AGAIN_MS = 50;

/** An entry of a message, as the ledger tells its sender. */
export class EntryStatus {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index.' })
  index!: number;

  @Text({ max: 64, about: 'Content hash.' })
  contentHash!: string;

  @OneOf(['recorded', 'conflict', 'quarantined'], { about: 'What the ledger made of it.' })
  status!: string;

  @Text({ max: 32, about: 'Acceptance time.' })
  acceptedAt!: string;

  @Text({ max: 100, optional: true, about: 'Why it is quarantined, or gives its target no effect.' })
  reason?: string;
}

/** What became of one message. */
export class MessageState {
  @Text({ max: 36, about: 'The message.' })
  messageId!: string;

  @OneOf(['known', 'unknown', 'erased'], { about: 'Whether it is recorded, or was.' })
  status!: string;

  @ListOf(nested(() => EntryStatus), { max: 100_000, about: 'Its entries.' })
  entries!: EntryStatus[];

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'How often it was sent again.' })
  duplicates!: number;
}

class StatusAnswer {
  @ListOf(nested(() => MessageState), { max: PAGE, about: 'One for each id.' })
  messages!: MessageState[];
}

/** The state of any number of own messages, asked page by page. */
export async function statesOf(client: HubClient, ids: readonly string[]): Promise<MessageState[]> {
  const states: MessageState[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const answer = await client.post('/v1/messages/status', { messageIds: ids.slice(at, at + PAGE) });
    states.push(...parse(StatusAnswer, answer).messages);
  }
  return states;
}

/** How long to wait, how many may stay missing, and whom to tell. */
interface Wait {
  timeoutMs: number;
  enough?: number;
  progress?: (missing: number) => void;
}

/** Waits until the messages are recorded; returns those that are not when the time is over. */
export async function untilRecorded(
  client: HubClient,
  ids: readonly string[],
  { timeoutMs, enough = 0, progress = () => undefined }: Wait,
): Promise<string[]> {
  const deadline = Date.now() + timeoutMs;
  let missing = [...ids];
  for (;;) {
    const states = await statesOf(client, missing);
    missing = states.filter(({ status }) => status === 'unknown').map(({ messageId }) => messageId);
    progress(missing.length);
    if (missing.length <= enough || Date.now() > deadline) return missing;
    await delay(LOOK_AGAIN_MS);
  }
}
