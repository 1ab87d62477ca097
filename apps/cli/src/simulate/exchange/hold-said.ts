import type { Speaker } from './answer.js';
import { reply } from './exchange.js';
import type { ExchangeState, HeldFunds, Reply } from './exchange.js';

/** A later event of a hold: its new state, what goes with it, and why the exchange says it. */
export interface LaterEvent {
  state: 'CONFIRMED' | 'EXTENDED' | 'RELEASED' | 'SEIZED';
  /** What makes the event one of its own where a state may come more than once. */
  by?: string;
  expiresAt?: string;
  reason?: string;
}

/** What became of a hold, for the one who asked for it. */
export function holdSaid({ exchange, state, now }: Speaker, hold: HeldFunds, event: LaterEvent): Reply {
  const { holdId, requestId, targetId, effectiveAt, held, shortfall } = hold;
  const { by = '', ...said } = event;
  const isHeld = said.state === 'CONFIRMED' || said.state === 'EXTENDED';
  const facts = isHeld ? { effectiveAt, heldAmount: held, ...(shortfall ? { shortfall } : {}) } : {};
  const saying = {
    kind: 'hold-event',
    reference: ['hold', holdId, said.state, by].filter((part) => part !== '').join('/'),
    to: senderOf(state, hold),
    now,
    text: `says of the hold on ${targetId}: ${said.state}${said.reason === undefined ? '' : ` (${said.reason})`}`,
  };
  return reply(exchange, saying, { holdId, requestId, targetId, ...facts, ...said });
}

/** Who asked for the hold. */
const senderOf = ({ requests }: ExchangeState, { requestId }: HeldFunds): string =>
  requests[requestId]?.envelope.sender ?? '';
