import { EnforcementRequestV1, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';

/** A file that is the legal document, by its hash: the bytes stay where they are. */
export type Document = NonNullable<EnforcementRequestV1['evidence']>[number];

/** A later generation of a request: which, by whom, when. */
export interface Next {
  requestId: string;
  generation: number;
  officer: string;
  at: Date;
}

/** The generation that takes a request back. */
export function withdrawalMessage(inForce: Envelope, next: Next, why: string): object {
  return nextGeneration(inForce, next, { desiredStatus: 'WITHDRAWN', necessity: why });
}

/** The generation that brings the legal document: what was promised for later is there now. */
export function documentMessage(inForce: Envelope, next: Next, document: Document): object {
  const { legalBasis, freeze, evidence = [] } = parse(EnforcementRequestV1, inForce.body);
  const { legalDocumentDueAt: _promised, ...held } = freeze ?? {};
  const others = evidence.filter(({ evidenceId }) => evidenceId !== document.evidenceId);
  return nextGeneration(inForce, next, {
    legalBasis: {
      ...legalBasis,
      documentStatus: 'ATTACHED',
      documentEvidenceIds: [...new Set([...legalBasis.documentEvidenceIds, document.evidenceId])],
    },
    evidence: [...others, document],
    ...(freeze ? { freeze: held } : {}),
  });
}

/** Everything as in the generation that is in force, but for what changes. */
function nextGeneration(inForce: Envelope, { requestId, generation, officer, at }: Next, change: object): object {
  const { messageId: _id, sender: _sender, signatures: _signatures, source: _source, ...content } = inForce;
  return {
    ...content,
    officer,
    reference: `generation/${requestId}/${generation}/${at.toISOString()}`,
    occurredAt: at.toISOString(),
    correlates: [...new Set([requestId, ...content.correlates])],
    body: { ...inForce.body, requestId, generation, ...change },
  };
}
