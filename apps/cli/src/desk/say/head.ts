import type { Envelope } from '@holdfast/contracts';

/** What a message of the desk says beside its body. */
export interface Head extends Pick<Envelope, 'kind' | 'reference' | 'audience'> {
  at: Date;
  /** Who is meant may pass it on inside their own house, or to nobody. */
  tlp: 'AMBER+STRICT' | 'RED';
  officer?: string;
  caseNumber?: string;
  correlates?: string[];
}

/** A message of the desk as its sender publishes it, still without signature. */
export function deskMessage({ at, tlp, officer, caseNumber, ...head }: Head, body: object): object {
  return {
    version: 1,
    correlates: [],
    ...head,
    occurredAt: at.toISOString(),
    handling: { tlp, code: 'H0', dataClass: 'INTEL', retention: { class: 'R5', legalHold: false } },
    language: 'en',
    exercise: false,
    ...(officer === undefined ? {} : { officer }),
    ...(caseNumber === undefined ? {} : { case: { number: caseNumber } }),
    body,
  };
}
