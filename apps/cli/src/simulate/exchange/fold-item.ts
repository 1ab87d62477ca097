import { AddressFlagV1, EnforcementRequestV1, HoldEventV1, HUB, parse, RevocationV1 } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { ExchangeState, HeldFunds, SimulatedExchange } from './exchange.js';

/** What an item of the feed makes of what the exchange knows; what it is asked is to be answered at `dueAt`. */
export function foldItem(
  { id }: SimulatedExchange,
  state: ExchangeState,
  envelope: Envelope,
  dueAt: string,
): ExchangeState {
  const { kind, sender } = envelope;
  if (sender === id) return foldOwn(state, envelope);
  switch (kind) {
    case 'enforcement-request':
      return foldRequest(state, envelope, dueAt);
    case 'hold-event':
      return sender === HUB ? foldLapse(state, envelope) : state;
    case 'revocation':
      return foldRevocation(state, envelope);
    case 'address-flag':
      return withFlag(state, envelope, dueAt);
    default:
      return state;
  }
}

function foldOwn(state: ExchangeState, envelope: Envelope): ExchangeState {
  const { messageId, kind, body } = envelope;
  const known = { ...state, said: new Set([...state.said, messageId]) };
  return kind === 'hold-event' ? foldHold(known, messageId, parse(HoldEventV1, body)) : known;
}

function foldHold(state: ExchangeState, messageId: string, event: HoldEventV1): ExchangeState {
  const before = state.holds[event.holdId ?? messageId];
  const hold = before
    ? { ...before, state: event.state, expiresAt: event.expiresAt ?? before.expiresAt }
    : begun(messageId, event);
  return hold ? { ...state, holds: { ...state.holds, [hold.holdId]: hold } } : state;
}

function begun(holdId: string, event: HoldEventV1): HeldFunds | undefined {
  const { requestId, targetId, state, effectiveAt, heldAmount: held, shortfall, expiresAt } = event;
  if (effectiveAt === undefined || held === undefined || expiresAt === undefined) return undefined;
  return { holdId, requestId, targetId, state, effectiveAt, held, expiresAt, ...(shortfall ? { shortfall } : {}) };
}

/** A later generation changes the request that it is of; it is nothing by itself. */
function foldRequest(state: ExchangeState, envelope: Envelope, dueAt: string): ExchangeState {
  const terms = parse(EnforcementRequestV1, envelope.body);
  const hasDocument = terms.legalBasis.documentStatus === 'ATTACHED';
  const isWithdrawn = terms.desiredStatus === 'WITHDRAWN';
  const first = terms.requestId;
  if (first === undefined) {
    const asked = { envelope, terms, dueAt, hasDocument, isWithdrawn };
    return { ...state, requests: { ...state.requests, [envelope.messageId]: asked } };
  }
  const before = state.requests[first];
  if (!before || before.envelope.sender !== envelope.sender || terms.generation <= before.terms.generation)
    return state;
  const later = { ...before, terms, hasDocument: before.hasDocument || hasDocument, isWithdrawn };
  return { ...state, requests: { ...state.requests, [first]: later } };
}

function foldLapse(state: ExchangeState, envelope: Envelope): ExchangeState {
  const { holdId = '', state: now } = parse(HoldEventV1, envelope.body);
  const hold = state.holds[holdId];
  return hold ? { ...state, holds: { ...state.holds, [holdId]: { ...hold, state: now } } } : state;
}

function foldRevocation(state: ExchangeState, { sender, body }: Envelope): ExchangeState {
  const { targetMessageId } = parse(RevocationV1, body);
  const { [targetMessageId]: flag, ...flags } = state.flags;
  if (flag?.envelope.sender === sender) return { ...state, flags };
  const asked = state.requests[targetMessageId];
  if (asked?.envelope.sender !== sender) return state;
  return { ...state, requests: { ...state.requests, [targetMessageId]: { ...asked, isWithdrawn: true } } };
}

function withFlag(state: ExchangeState, envelope: Envelope, dueAt: string): ExchangeState {
  const flag = parse(AddressFlagV1, envelope.body);
  return { ...state, flags: { ...state.flags, [envelope.messageId]: { envelope, flag, dueAt } } };
}
