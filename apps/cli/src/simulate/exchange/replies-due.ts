import { acknowledgement, answers, forAll, isAnswered } from './answer.js';
import type { Speaker } from './answer.js';
import { lookupAnswers } from './answer-lookup.js';
import type { Asked, Reply } from './exchange.js';
import { judgeFlags } from './judge-flags.js';
import { keepHolds } from './keep-holds.js';
import { obeyOrder } from './obey-order.js';
import { placeHolds } from './place-holds.js';

/** Everything that the exchange has to say by now and has not said. */
export function repliesDue(speaker: Speaker): Reply[] {
  const { exchange, state, now } = speaker;
  if (exchange.behaviour === 'silent') return [];
  const due = Object.values(state.requests).filter(
    (asked) => asked.dueAt <= now && !asked.isWithdrawn && !isAnswered(speaker, asked),
  );
  const replies = [...judgeFlags(speaker), ...due.flatMap((asked) => answered(speaker, asked)), ...keepHolds(speaker)];
  return replies.filter(({ messageId }) => !state.said.has(messageId));
}

function answered(speaker: Speaker, asked: Asked): Reply[] {
  const { requestType } = asked.terms;
  // Silence about a subject says that it is none of its customers.
  if (requestType === 'SUBJECT_LIST') return answers(speaker, asked, []);
  if (requestType === 'ATTRIBUTION_LOOKUP') return answers(speaker, asked, lookupAnswers(speaker.exchange, asked));
  return [acknowledgement(speaker, asked), ...carriedOut(speaker, asked)];
}

function carriedOut(speaker: Speaker, asked: Asked): Reply[] {
  const refuse = (reasonCode: string) => answers(speaker, asked, forAll(asked, 'REFUSED', reasonCode));
  if (speaker.exchange.behaviour === 'refusing') return refuse('AUTHORITY_NOT_COMPETENT');
  const obeyed = obeyOrder(speaker, asked);
  if (obeyed) return obeyed;
  const { freeze, requestType } = asked.terms;
  if (!freeze || requestType !== 'FREEZE') return refuse('SERVICE_NOT_COVERED');
  if (freeze.expiresAt <= speaker.now) return refuse('LEGAL_BASIS_MISSING_OR_EXPIRED');
  const { events, perTarget } = placeHolds(speaker, asked);
  return [...events, ...answers(speaker, asked, perTarget)];
}
