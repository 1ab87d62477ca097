import { AcknowledgementV1, ClarificationV1, EnforcementResponseV1, HUB, parse, SlaEventV1 } from '@holdfast/contracts';
import type { EnforcementRequestV1 } from '@holdfast/contracts';
import { calendarOfMember } from '../../clocks/calendar.js';
import type { Said } from '../../fold/said.js';
import { foldAcknowledgement, foldReceipt } from '../../legs/fold-acknowledgement.js';
import { foldAnswer } from '../../legs/fold-answer.js';
import { foldClarification } from '../../legs/fold-clarification.js';
import { foldLevel } from '../../legs/fold-level.js';
import type { Leg } from '../../legs/leg.js';
import type { Folded, Order, Request } from '../state/request.js';
import { termsOf } from '../state/terms.js';

/** What is said on one leg: only its recipient answers it, only the requester confirms, only the hub keeps time. */
export function foldOnLeg(request: Request, said: Said): Folded {
  switch (said.envelope.kind) {
    case 'acknowledgement':
      return { request: acknowledged(request, said), orders: [] };
    case 'enforcement-response':
      return answered(request, said);
    case 'clarification':
      return { request: clarified(request, said), orders: [] };
    case 'sla-event':
      return { request: timed(request, said), orders: [] };
    default:
      return { request, orders: [] };
  }
}

function acknowledged(request: Request, { envelope: { sender, body }, acceptedAt }: Said): Request {
  const given = parse(AcknowledgementV1, body);
  if (given.result !== 'OK') return request;
  if (given.level === 'APPLIED') return sender === HUB ? told(request, given.ofMessageId) : request;
  if (given.level === 'RECEIPT') {
    if (sender !== request.envelope.sender) return request;
    const leg = Object.values(request.state.legs).find(({ answers }) =>
      answers.some(({ id }) => id === given.ofMessageId),
    );
    return leg ? withLeg(request, foldReceipt(leg, acceptedAt)) : request;
  }
  const leg = request.state.legs[sender === HUB ? (given.recipient ?? '') : sender];
  return leg && given.ofMessageId === request.state.id
    ? withLeg(request, foldAcknowledgement(leg, given, acceptedAt))
    : request;
}

/** The hub told who is responsible that its answer reached the one who asked. */
function told(request: Request, answer: string): Request {
  const leg = Object.values(request.state.legs).find(({ named: by }) => by?.id === answer);
  return leg?.named ? withLeg(request, { ...leg, named: { ...leg.named, told: true } }) : request;
}

function answered(request: Request, { envelope, index, acceptedAt: at, directory }: Said): Folded {
  const body = parse(EnforcementResponseV1, envelope.body);
  const terms = termsOf(request.envelope);
  const leg = request.state.legs[envelope.sender];
  if (!leg || terms?.requestType !== body.requestType || !isAbout(terms, body)) return { request, orders: [] };
  const calendar = calendarOfMember(request.envelope.sender, directory);
  const next = foldAnswer(leg, { id: envelope.messageId, index, at, body, priority: terms.priority, calendar });
  return next === leg ? { request, orders: [] } : named(request, next, { id: envelope.messageId, at });
}

/** An answer to other targets than were asked about, or to another number of them, answers nothing. */
function isAbout({ targets }: EnforcementRequestV1, { targetCount, perTarget }: EnforcementResponseV1): boolean {
  const asked = new Set(targets.map(({ targetId }) => targetId));
  return targetCount === targets.length && perTarget.every(({ targetId }) => asked.has(targetId));
}

/** Who is first named by a lookup's answer is told so, and given the requests that follow it. */
function named(request: Request, leg: Leg, { id, at }: { id: string; at: string }): Folded {
  const { responsible, followers } = request.state;
  const { recipient, results } = leg;
  const isLookup = termsOf(request.envelope)?.requestType === 'ATTRIBUTION_LOOKUP';
  if (!isLookup || responsible.includes(recipient) || Object.keys(results).length === 0)
    return { request: withLeg(request, leg), orders: [] };
  const orders = followers.map((on): Order => ({ on, type: 'GRANT', recipients: [recipient], at }));
  const next = withLeg(request, { ...leg, named: { id, at, told: false } });
  return { request: { ...next, state: { ...next.state, responsible: [...responsible, recipient] } }, orders };
}

function clarified(request: Request, { envelope: { sender, body }, acceptedAt }: Said): Request {
  const given = parse(ClarificationV1, body);
  const leg = request.state.legs[given.leg];
  const isSide = given.type === 'QUESTION' ? sender === given.leg : sender === request.envelope.sender;
  return leg && isSide ? withLeg(request, foldClarification(leg, given, acceptedAt)) : request;
}

function timed(request: Request, { envelope: { sender, body } }: Said): Request {
  const given = parse(SlaEventV1, body);
  const leg = request.state.legs[given.leg];
  return leg && sender === HUB ? withLeg(request, foldLevel(leg, given)) : request;
}

function withLeg(request: Request, leg: Leg): Request {
  if (request.state.legs[leg.recipient] === leg) return request;
  return { ...request, state: { ...request.state, legs: { ...request.state.legs, [leg.recipient]: leg } } };
}
