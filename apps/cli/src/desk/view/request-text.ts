import { styleText } from 'node:util';
import type { Envelope } from '@holdfast/contracts';
import { table } from '../../output/table.js';
import { amountText } from '../values/amount-of.js';
import { lookupText } from './lookup-text.js';
import type { HoldView, LegView, RequestView, ResultView } from './request-view.js';
import { statementText, targetsTable } from './statement-text.js';
import { owed, timeLeft } from './time-left.js';

/** What each clock counts, as people say it. */
const CLOCKS: Readonly<Record<string, string>> = {
  C1: 'delivery',
  C2: 'seen by a person',
  C3: 'provisional hold',
  C3b: 'lookup answer',
  C4: 'final answer',
  C5: 'list answer',
  C6: 'legal document',
  C7: 'end of hold',
  C8: 'receipt confirmed',
  C9: 'release',
  C10: 'recall',
  C11: 'redress',
};

/** A request in full, for people: its head, what it says, what each recipient does and owes, and what is held. */
export function requestText(view: RequestView, message: Envelope | undefined, now: Date): string {
  const legs = view.legs.map((leg) => legRow(leg, now));
  const holds = view.holds.map((hold) => holdRow(hold, now));
  return [
    headLines(view)
      .map((line) => `${line}\n`)
      .join(''),
    ...(message?.kind === 'enforcement-request' ? saidParts(view, message) : []),
    ...(legs.length > 0 ? [table(['recipient', 'state', 'still owed', 'said'], legs)] : []),
    ...(holds.length > 0 ? [table(['hold', 'target', 'holder', 'state', 'held', 'missing', 'ends'], holds)] : []),
  ].join('\n');
}

/** What the request says; of a lookup its sender sees the targets with what was found. */
function saidParts({ lookup }: RequestView, message: Envelope): string[] {
  return [statementText(message), lookup ? lookupText([{ envelope: message, found: lookup }]) : targetsTable(message)];
}

function headLines(view: RequestView): string[] {
  const { requestType = view.kind, priority, status, sender, requestId, reference, caseNumber, generation } = view;
  const given: [string, string | undefined][] = [
    ['id', requestId],
    ['from', sender],
    ['reference', reference],
    ['case', caseNumber],
    ['accepted', view.acceptedAt],
    ['approved', view.approvals.map(({ role, at }) => `${role} ${at}`).join(', ')],
    ['generation', generation > 1 ? String(generation) : undefined],
    ['not reached', view.unroutable?.join(', ')],
  ];
  const lines = given.filter(([, value]) => value !== undefined && value !== '');
  return [
    `${styleText('bold', requestType)} ${priority ?? ''} ${statusText(status)}`.replaceAll(/ +/g, ' '),
    ...lines.map(([name, value]) => `${styleText('dim', name.padEnd(11))} ${value}`),
    ...adviceOf(view).map((line) => styleText('yellow', line)),
  ];
}

function statusText(status: string): string {
  const colour = status === 'SUBMITTED' ? 'green' : status === 'PENDING_APPROVAL' ? 'yellow' : 'red';
  return styleText(colour, status);
}

/** What somebody has to do before it goes on. */
function adviceOf({ status, heldBack, requestId, sender }: RequestView): string[] {
  switch (status) {
    case 'PENDING_APPROVAL':
      return [`Nobody has it yet: a second officer approves: holdfast approve ${requestId} --as ${sender}.<officer>`];
    case 'HELD_BACK':
      return [`Held back by ${heldBack ?? 'a rule'}: two operators of the hub must let it go`];
    case 'RETURNED':
      return ['Returned by the second officer: correct it and send it as a new request'];
    default:
      return [];
  }
}

function legRow({ recipient, state, clocks, results, nextUpdateBy }: LegView, now: Date): string[] {
  const running = Object.entries(clocks).flatMap(([name, clock]) => {
    const text = owed(clock, now);
    return text === undefined ? [] : [`${CLOCKS[name] ?? name} ${text}`];
  });
  const promised = nextUpdateBy === undefined ? [] : [`next answer ${timeLeft(nextUpdateBy, now)}`];
  return [recipient, state, [...running, ...promised].join(', ') || '-', resultsText(results)];
}

function resultsText(results: Record<string, ResultView>): string {
  const one = ([target, { outcome, reasonCode }]: [string, ResultView]) =>
    `${target} ${outcome}${reasonCode === undefined ? '' : ` (${reasonCode})`}`;
  return Object.entries(results).map(one).join(', ') || '-';
}

function holdRow(hold: HoldView, now: Date): string[] {
  const { holdId, targetId, holder, state, said } = hold;
  const amount = (of: typeof said.heldAmount) => (of === undefined ? '-' : amountText(of));
  return [holdId, targetId, holder, state, amount(said.heldAmount), amount(said.shortfall), endText(hold, now)];
}

function endText({ endsAt, endRule, releasedAt, releaseDueSince }: HoldView, now: Date): string {
  if (releasedAt !== undefined) return `let go ${releasedAt}`;
  if (releaseDueSince !== undefined) return `to be let go since ${releaseDueSince}`;
  return endsAt === undefined
    ? '-'
    : `${endsAt} (${timeLeft(endsAt, now)}${endRule === undefined ? '' : `, ${endRule}`})`;
}
