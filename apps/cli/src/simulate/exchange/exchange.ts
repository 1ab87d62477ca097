import { messageIdOf } from '@holdfast/contracts';
import type { AddressFlagV1, EnforcementRequestV1, Envelope, HoldState } from '@holdfast/contracts';
import type { Behaviour } from '../world/behaviour.js';
import type { Amount, Wallet } from '../world/wallet.js';

/** A simulated exchange: who it is, what it controls, and how it behaves. */
export interface SimulatedExchange {
  id: string;
  /** The officer who says that a person has read a request. */
  officer: string;
  behaviour: Behaviour;
  wallets: readonly Wallet[];
}

/** A request that it was given, as its latest generation has it. */
export interface Asked {
  envelope: Envelope;
  terms: EnforcementRequestV1;
  /** When it is answered. */
  dueAt: string;
  hasDocument: boolean;
  isWithdrawn: boolean;
}

/** What it holds, as it said itself. */
export interface HeldFunds {
  holdId: string;
  requestId: string;
  targetId: string;
  state: HoldState;
  effectiveAt: string;
  held: Amount;
  shortfall?: Amount;
  expiresAt: string;
}

/** A flag that it was shown. */
export interface SeenFlag {
  envelope: Envelope;
  flag: AddressFlagV1;
  dueAt: string;
}

/**
 * What an exchange knows, folded from its feed alone: its own messages come back in it, so that whoever reads the feed
 * from the beginning knows what was said before and says nothing twice.
 */
export interface ExchangeState {
  requests: Readonly<Record<string, Asked>>;
  holds: Readonly<Record<string, HeldFunds>>;
  flags: Readonly<Record<string, SeenFlag>>;
  /** Ids of its own messages. */
  said: ReadonlySet<string>;
}

export const NOTHING_KNOWN: ExchangeState = { requests: {}, holds: {}, flags: {}, said: new Set() };

/** A message that the exchange has to send, by its system or its officer, and in a few words what it says. */
export interface Reply {
  messageId: string;
  message: object;
  by: 'system' | 'officer';
  text: string;
}

/** What a reply is made of beside its kind's own envelope. */
export interface Saying {
  kind: string;
  reference: string;
  to: string;
  now: string;
  retention?: string;
  by?: Reply['by'];
  text: string;
}

/** A reply that only the one who is answered can read. */
export function reply({ id, officer }: SimulatedExchange, saying: Saying, body: object): Reply {
  const { kind, reference, to, now, retention = 'R5', by = 'system', text } = saying;
  const message = {
    kind,
    version: 1,
    reference,
    occurredAt: now,
    audience: { partners: [to] },
    handling: { tlp: 'RED', code: 'H0', dataClass: 'INTEL', retention: { class: retention, legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    ...(by === 'officer' ? { officer } : {}),
    body,
  };
  return { messageId: messageIdOf({ sender: id, kind, reference }), message, by, text };
}

/** The state once these replies are on their way. */
export function afterSaying(state: ExchangeState, replies: readonly Reply[]): ExchangeState {
  return { ...state, said: new Set([...state.said, ...replies.map(({ messageId }) => messageId)]) };
}
