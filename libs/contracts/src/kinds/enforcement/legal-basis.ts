import type { Fault } from '../../errors/message-rejected.js';
import { Instant, ListOf, OneOf, Text } from '../../fields/decorators.js';
import { CountryCode, LanguageTag, PartnerId } from '../../fields/identifiers.js';
import { nested, text } from '../../fields/values.js';
import type { Evidence } from '../shapes/evidence.js';
import { LEGAL_INSTRUMENTS } from '../shapes/request-type.js';

/** The document in another language. */
export class Translation {
  @LanguageTag({ about: 'Language of the translation.' })
  language!: string;

  @Text({ max: 128, about: 'The item of evidence that holds it.' })
  evidenceId!: string;
}

/** By what right an authority asks. */
export class LegalBasis {
  @OneOf(LEGAL_INSTRUMENTS, { about: 'Instrument.' })
  instrumentType!: string;

  @Text({ max: 128, about: 'Number of the instrument.' })
  reference!: string;

  @Text({ max: 256, about: 'Statute.' })
  statute!: string;

  @Text({ max: 64, about: 'Article.' })
  article!: string;

  @Text({ max: 256, about: 'Authority that issued it.' })
  issuingAuthority!: string;

  @PartnerId({ optional: true, about: 'The partner one of whose officers must validate it.' })
  validatingAuthority?: string;

  @Instant({ about: 'When it was issued.' })
  issuedAt!: string;

  @Instant({ optional: true, about: 'When it ends.' })
  validUntil?: string;

  @CountryCode({ about: 'Jurisdiction, ISO 3166-1.' })
  jurisdiction!: string;

  @OneOf(['ATTACHED', 'TO_FOLLOW', 'NOT_REQUIRED'], { about: 'Where the document is.' })
  documentStatus!: 'ATTACHED' | 'TO_FOLLOW' | 'NOT_REQUIRED';

  @ListOf(text({ max: 128 }), { max: 20, about: 'The items of evidence that are the document.' })
  documentEvidenceIds!: string[];

  @ListOf(nested(() => Translation), { min: 1, max: 20, optional: true, about: 'Translations of the document.' })
  translations?: Translation[];
}

/** Judges a legal basis at the moment of its message, beside the evidence that came with it. */
export function legalBasisFaults(basis: LegalBasis, occurredAt: string, evidence: readonly Evidence[]): Fault[] {
  return [...validityFaults(basis, occurredAt), ...documentFaults(basis, evidence)];
}

function validityFaults({ issuedAt, validUntil, documentStatus }: LegalBasis, occurredAt: string): Fault[] {
  const faults: Fault[] = [];
  if (validUntil !== undefined && (validUntil <= issuedAt || validUntil <= occurredAt)) {
    const message = 'must be after issuedAt and not yet over';
    faults.push({ pointer: '/body/legalBasis/validUntil', rule: 'basis-validity', message });
  }
  if (documentStatus === 'ATTACHED' && issuedAt > occurredAt) {
    const message = 'must not be later than the message that attaches the document';
    faults.push({ pointer: '/body/legalBasis/issuedAt', rule: 'basis-issued', message });
  }
  return faults;
}

/** Every document is bound by the hash of its evidence; what is attached must be there. */
function documentFaults(basis: LegalBasis, evidence: readonly Evidence[]): Fault[] {
  const pointer = '/body/legalBasis/documentEvidenceIds';
  if (basis.documentStatus === 'ATTACHED' && basis.documentEvidenceIds.length === 0) {
    return [{ pointer, rule: 'basis-document', message: 'names the attached document' }];
  }
  const known = new Set(evidence.map(({ evidenceId }) => evidenceId));
  const named = [
    ...basis.documentEvidenceIds.map((id, at) => ({ id, pointer: `${pointer}/${at}` })),
    ...(basis.translations ?? []).map(({ evidenceId: id }, at) => ({
      id,
      pointer: `/body/legalBasis/translations/${at}/evidenceId`,
    })),
  ];
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ pointer }) => ({ pointer, rule: 'basis-document', message: 'is not among the evidence of this message' }));
}
