import type { Outcome, RequestType } from '@holdfast/contracts';
import { answers, forAll } from './answer.js';
import type { Speaker } from './answer.js';
import type { Asked, Reply } from './exchange.js';
import { holdSaid } from './hold-said.js';
import type { LaterEvent } from './hold-said.js';
import { HELD } from './keep-holds.js';

interface Order {
  to: LaterEvent['state'];
  from: ReadonlySet<string>;
  done: Outcome;
  /** Where there is no such hold. */
  none: [Outcome, string?];
}

const DOCUMENTED: ReadonlySet<string> = new Set(['CONFIRMED', 'EXTENDED']);

const ORDERS: Readonly<Partial<Record<RequestType, Order>>> = {
  FREEZE_EXTENSION: { to: 'EXTENDED', from: DOCUMENTED, done: 'EXTENDED', none: ['NOT_HELD'] },
  RELEASE: { to: 'RELEASED', from: HELD, done: 'RELEASED', none: ['NOT_HELD'] },
  SEIZURE_TRANSFER: { to: 'SEIZED', from: DOCUMENTED, done: 'TRANSFERRED', none: ['REFUSED', 'FUNDS_NOT_PRESENT'] },
};

/**
 * Does what an order on a hold asks, and answers it; undefined where the request is no such order. What rests on no
 * document is neither extended nor handed over, and a hold is let go as a whole.
 */
export function obeyOrder(speaker: Speaker, asked: Asked): Reply[] | undefined {
  const { terms, envelope } = asked;
  const order = ORDERS[terms.requestType];
  if (!order) return undefined;
  const hold = speaker.state.holds[terms.holdId ?? ''];
  if (!hold || speaker.state.requests[hold.requestId]?.envelope.sender !== envelope.sender)
    return answers(speaker, asked, forAll(asked, ...order.none));
  if (terms.releaseAmount) return answers(speaker, asked, forAll(asked, 'REFUSED', 'DE_FACTO_IMPOSSIBLE'));
  const event = holdSaid(speaker, hold, {
    state: order.to,
    by: envelope.messageId,
    ...(terms.newEnd === undefined ? {} : { expiresAt: terms.newEnd }),
    ...(order.to === 'RELEASED' ? { reason: 'The requester ordered it' } : {}),
  });
  const isDone = speaker.state.said.has(event.messageId);
  if (isDone || order.from.has(hold.state)) return [event, ...answers(speaker, asked, forAll(asked, order.done))];
  return HELD.has(hold.state)
    ? answers(speaker, asked, forAll(asked, 'REFUSED', 'LEGAL_BASIS_MISSING_OR_EXPIRED'))
    : answers(speaker, asked, forAll(asked, ...order.none));
}
