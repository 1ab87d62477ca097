import type { Address, RequestType } from '@holdfast/contracts';

/** What the police asks for, and of whom. */
export interface Wish {
  requestType: RequestType;
  reference: string;
  target: Address;
  /** The recipients, or every exchange. */
  to: readonly string[] | 'exchanges';
  routing: object;
  priority?: 'URGENT' | 'ROUTINE';
  document?: 'ATTACHED' | 'TO_FOLLOW' | 'NOT_REQUIRED';
  /** What goes with the type of request. */
  parts?: object;
}

const HOUR_MS = 3_600_000;

/** The request as its first officer states it, at this moment. */
export function requestMessage(wish: Wish, officer: string, now: Date): object {
  const { requestType, reference, target, to, routing, priority = 'ROUTINE', document = 'NOT_REQUIRED' } = wish;
  return {
    kind: 'enforcement-request',
    version: 1,
    reference,
    occurredAt: now.toISOString(),
    audience: to === 'exchanges' ? { groups: [to] } : { partners: to },
    handling: {
      tlp: 'AMBER+STRICT',
      code: 'H0',
      dataClass: 'INTEL',
      retention: { class: 'R5', legalHold: false },
    },
    language: 'en',
    correlates: [],
    exercise: false,
    officer,
    body: {
      generation: 1,
      desiredStatus: 'SUBMITTED',
      requestType,
      priority,
      ...(priority === 'URGENT' ? { emergencyGround: 'IMMINENT_DISSIPATION' } : {}),
      routing,
      targets: [{ targetId: 'T1', type: 'ADDRESS', address: target }],
      legalBasis: legalBasis(document, now),
      offence: { crimeCategory: 'VOICE_PHISHING', nationalCode: '347', occurredFrom: before(now, 3 * HOUR_MS) },
      necessity: 'What the victim lost must not move on.',
      ...(document === 'ATTACHED' ? { evidence: [ORDER] } : {}),
      ...wish.parts,
    },
  };
}

function legalBasis(documentStatus: string, now: Date): object {
  return {
    instrumentType: documentStatus === 'ATTACHED' ? 'COURT_ORDER' : 'POLICE_ORDER',
    reference: 'SIM-ORDER',
    statute: 'Demo Criminal Procedure Act',
    article: '102',
    issuingAuthority: documentStatus === 'ATTACHED' ? 'Demo Court' : 'Demo Police',
    issuedAt: before(now, HOUR_MS),
    jurisdiction: 'ZZ',
    documentStatus,
    documentEvidenceIds: documentStatus === 'ATTACHED' ? [ORDER.evidenceId] : [],
  };
}

const ORDER = {
  evidenceId: 'E-1',
  type: 'court order',
  sha256: 'ab'.repeat(32),
  mediaType: 'application/pdf',
  sizeBytes: 10_240,
  dataClass: 'EVIDENCE',
};

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();
