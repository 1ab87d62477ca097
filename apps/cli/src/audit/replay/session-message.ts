import type { ReplaySessionV1 } from '@holdfast/contracts';

/** A replay session as an operator publishes it, for the hub's own eyes; still without signature. */
export function sessionMessage(officer: string | undefined, reference: string, body: ReplaySessionV1): object {
  const { sessionId, filter } = body;
  return {
    kind: 'replay-session',
    version: 1,
    reference,
    occurredAt: new Date().toISOString(),
    audience: { partners: ['hub'] },
    handling: { tlp: 'RED', code: 'H0', dataClass: 'OPEN', retention: { class: 'R6', legalHold: false } },
    language: 'en',
    correlates: sessionId === undefined ? [] : [sessionId],
    exercise: false,
    officer,
    ...(filter?.caseNumber === undefined ? {} : { case: { number: filter.caseNumber } }),
    body,
  };
}
