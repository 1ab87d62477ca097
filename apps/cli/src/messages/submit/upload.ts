import { setTimeout as delay } from 'node:timers/promises';
import { Int, ListOf, messageId, nested, parse, readJson } from '@holdfast/contracts';
import { BrokenRule } from '../../client/broken-rule.js';
import { HubRefused } from '../../client/hub-answer.js';
import type { HubClient } from '../../client/hub-client.js';
import { bytesAfter } from './read-lines.js';
import type { MessageFile } from './read-lines.js';

const TRIES = 8;

/** A line that the hub refused, and why. */
export class Refusal extends BrokenRule {
  @Int({ min: 1, max: Number.MAX_SAFE_INTEGER, about: 'Line, from 1.' })
  line!: number;
}

/** The hub's answer to an upload. */
export class UploadAnswer {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Messages accepted.' })
  accepted!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Lines refused.' })
  refused!: number;

  @ListOf(nested(() => Refusal), { max: 100_000, about: 'Why; at most a thousand lines.' })
  refusals!: Refusal[];

  @ListOf(messageId(), { max: 1_000, about: 'Ids, for at most a thousand messages.' })
  messageIds!: string[];

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Every line up to this one is durable or refused.' })
  durableThrough!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, optional: true, about: 'Where the upload stopped.' })
  stoppedAt?: number;
}

/** Uploads a file; goes on after an interruption from the last line that is known to be durable. */
export async function upload(
  client: HubClient,
  file: MessageFile,
  sent: (bytes: number) => void,
): Promise<UploadAnswer> {
  const total: UploadAnswer = { accepted: 0, refused: 0, refusals: [], messageIds: [], durableThrough: 0 };
  for (let tries = 0; ; tries++) {
    try {
      add(total, await send(client, file, { after: total.durableThrough, sent }));
      return total;
    } catch (error) {
      if (!(error instanceof HubRefused) || !error.retryable || tries >= TRIES || file.path === '-') throw error;
      const { accepted, refused, refusals, messageIds, durableThrough } = error.details;
      if (durableThrough !== undefined)
        add(total, parse(UploadAnswer, { accepted, refused, refusals, messageIds, durableThrough }));
      await delay(Math.min(250 * 2 ** tries, 5_000));
    }
  }
}

async function send(
  client: HubClient,
  file: MessageFile,
  { after, sent }: { after: number; sent: (bytes: number) => void },
): Promise<UploadAnswer> {
  const type = file.path.endsWith('.json') ? 'application/json' : 'application/x-ndjson';
  const body = bytesAfter(file, after, sent);
  const response = await client.call('/v1/messages', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    duplex: 'half',
  });
  return parse(UploadAnswer, readJson(await response.text()));
}

/** Lines of a later part are counted from where that part began. */
function add(total: UploadAnswer, part: UploadAnswer): void {
  const before = total.durableThrough;
  total.accepted += part.accepted;
  total.refused += part.refused;
  total.refusals.push(...part.refusals.map((each) => ({ ...each, line: each.line + before })));
  total.durableThrough += part.durableThrough;
}
