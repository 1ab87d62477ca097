import type { Envelope } from '@holdfast/contracts';
import type { HubMessage } from '../fold/desk-part.js';
import type { Clock, ClockName, Reached } from './clock.js';

/** So many contacts a message names. */
const MOST_ON_DUTY = 20;

/** Whose clock reached what. */
export interface SlaTerms {
  /** The request, or what else the clock is of. */
  request: Pick<Envelope, 'messageId' | 'sender' | 'case' | 'handling' | 'exercise' | 'language'>;
  /** The recipient. */
  leg: string;
  name: ClockName;
  clock: Pick<Clock, 'startedAt'>;
  reached: Reached;
  /** Hotline contacts that were on duty at that moment, those to call first ahead. */
  onDuty: readonly string[];
}

/** What both sides of a clock are told: a function of the state as of the moment reached, never of the tick. */
export function slaEvent({ request, leg, name, clock: { startedAt }, reached, onDuty }: SlaTerms): HubMessage {
  const { level, at, dueAt, pausedMs } = reached;
  return {
    kind: 'sla-event',
    version: 1,
    reference: `sla/${name}/${request.messageId}/${leg}/${level}`,
    occurredAt: at,
    ...(request.case ? { case: request.case } : {}),
    audience: { partners: [...new Set([request.sender, leg])] },
    handling: handlingOf(request.handling),
    language: request.language,
    correlates: [request.messageId],
    exercise: request.exercise,
    body: {
      clock: name,
      requestId: request.messageId,
      leg,
      level,
      startedAt,
      dueAt,
      pausedMs,
      onDuty: onDuty.slice(0, MOST_ON_DUTY),
    },
  };
}

/** At least as strict as the request asks: that it exists is its sender's news. It says nothing of any person. */
function handlingOf(handling: Envelope['handling']): Envelope['handling'] {
  const { tlp, dataClass } = handling;
  return {
    ...handling,
    tlp: tlp === 'RED' || tlp === 'AMBER+STRICT' ? tlp : 'AMBER',
    dataClass: dataClass === 'OPEN' ? 'OPEN' : 'INTEL',
    retention: { class: 'R4', legalHold: false },
  };
}
