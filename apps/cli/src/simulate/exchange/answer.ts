import { messageIdOf } from '@holdfast/contracts';
import type { Outcome } from '@holdfast/contracts';
import { reply } from './exchange.js';
import type { Asked, ExchangeState, Reply, SimulatedExchange } from './exchange.js';

/** An exchange that has to say something now, and what it knows. */
export interface Speaker {
  exchange: SimulatedExchange;
  state: ExchangeState;
  now: string;
}

/** What it says of one target; what belongs to an outcome stands beside it. */
export interface TargetAnswer {
  targetId: string;
  outcome: Outcome;
  reasonCode?: string;
  [part: string]: unknown;
}

const SYSTEMS = ['core ledger', 'archive'];
const KEPT_SINCE = '2017-01-01T00:00:00.000Z';

/** The wallet that a target names; an exchange knows targets by their address alone. */
export const walletOf = ({ wallets }: SimulatedExchange, { address }: { address?: { accountId: string } }) =>
  wallets.find((wallet) => wallet.address.accountId === address?.accountId);

/** The final answer to a request; an exchange that errs first answers for targets that nobody asked about. */
export function answers({ exchange, now }: Speaker, asked: Asked, perTarget: readonly TargetAnswer[]): Reply[] {
  if (exchange.behaviour !== 'wrong') return [answer({ exchange, now }, asked, perTarget)];
  const strange = perTarget.map((each) => ({ ...each, targetId: `WRONG-${each.targetId}`.slice(0, LONGEST_ID) }));
  const first = answer({ exchange, now }, asked, strange, { reference: '/wrong', text: 'wrongly, ' });
  return [first, answer({ exchange, now }, asked, perTarget, { responseId: first.messageId })];
}

const LONGEST_ID = 64;

const referenceOf = ({ envelope }: Asked): string => `answer/${envelope.messageId}`;

/** Whether the exchange has answered; the answer is the last that it says of a request. */
export function isAnswered({ exchange: { id: sender }, state }: Speaker, asked: Asked): boolean {
  return state.said.has(messageIdOf({ sender, kind: 'enforcement-response', reference: referenceOf(asked) }));
}

function answer(
  { exchange, now }: Pick<Speaker, 'exchange' | 'now'>,
  asked: Asked,
  perTarget: readonly TargetAnswer[],
  over: { reference?: string; text?: string; responseId?: string } = {},
): Reply {
  const { envelope, terms } = asked;
  const hasLooked = perTarget.some(({ outcome }) => outcome === 'NO_MATCH');
  const body = {
    ...(over.responseId === undefined ? {} : { responseId: over.responseId }),
    requestId: envelope.messageId,
    requestType: terms.requestType,
    targetCount: terms.targets.length,
    responder: exchange.id,
    final: true,
    perTarget,
    ...(hasLooked ? { searchScope: { systems: SYSTEMS, from: KEPT_SINCE, to: now, heuristics: [] } } : {}),
  };
  const saying = {
    kind: 'enforcement-response',
    reference: `${referenceOf(asked)}${over.reference ?? ''}`,
    to: envelope.sender,
    now,
    text: `answers ${terms.requestType} ${over.text ?? ''}${inWords(perTarget)}`,
  };
  return reply(exchange, saying, body);
}

function inWords(perTarget: readonly TargetAnswer[]): string {
  const words = perTarget.map(({ targetId, outcome, reasonCode }) =>
    [`${targetId} ${outcome}`, reasonCode].filter((each) => each !== undefined).join(': '),
  );
  return words.length === 0 ? 'with no match' : words.join(', ');
}

/** A person of the exchange has read the request. */
export function acknowledgement({ exchange, now }: Speaker, { envelope: { messageId, sender } }: Asked): Reply {
  const body = { ofMessageId: messageId, level: 'HUMAN', result: 'OK', byOfficer: exchange.officer, at: now };
  const saying = {
    kind: 'acknowledgement',
    reference: `read/${messageId}`,
    to: sender,
    now,
    retention: 'R4',
    by: 'officer' as const,
    text: 'has read the request',
  };
  return reply(exchange, saying, body);
}

/** The same answer to every target. */
export const forAll = ({ terms }: Asked, outcome: Outcome, reasonCode?: string): TargetAnswer[] =>
  terms.targets.map(({ targetId }) => ({ targetId, outcome, ...(reasonCode === undefined ? {} : { reasonCode }) }));
