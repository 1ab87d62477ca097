import { EnforcementRequestV1 } from '@holdfast/contracts';
import type { OrganisationV1 } from '@holdfast/contracts';
import { CommandFailed } from '../../../output/command-failed.js';
import { momentOf } from '../../values/end-of.js';
import { needed } from '../../values/needed.js';
import { oneOfWords, wordsOf } from '../../values/words-of.js';

/** By what right and why, as an officer states it on the command line. */
export interface AuthorityOptions {
  case?: string;
  basis?: string;
  offence?: string;
  why?: string;
  statute?: string;
  article?: string;
  issued?: string;
  since?: string;
}

/** The part of a request that says by what right and why. */
export interface Authority extends Pick<EnforcementRequestV1, 'legalBasis' | 'offence' | 'necessity'> {
  caseNumber: string;
}

const INSTRUMENTS = wordsOf(EnforcementRequestV1, 'legalBasis', 'instrumentType');
const CATEGORIES = wordsOf(EnforcementRequestV1, 'offence', 'crimeCategory');

const NEEDED = {
  case: '--case NUMBER (the case)',
  basis: '--basis "POLICE_ORDER ZZ-77" (by what right)',
  offence: '--offence "VOICE_PHISHING 347" (what is investigated)',
  why: '--why "…" (why it is necessary)',
};

/** What stands where an officer states nothing: the recipient sees that it was not. */
const NOT_STATED = 'not stated';

/** The legal basis, the offence and the reason of an agency; nothing is stated that the officer did not give. */
export function authorityOf(
  options: AuthorityOptions,
  by: Pick<OrganisationV1, 'legalName' | 'jurisdiction'>,
  { at, documentStatus }: { at: Date; documentStatus: 'TO_FOLLOW' | 'NOT_REQUIRED' },
): Authority {
  const { case: caseNumber, basis, offence, why, statute, article, issued, since } = needed(options, NEEDED);
  const [instrumentType, reference] = twoWords(basis, '--basis "POLICE_ORDER ZZ-77": the instrument, then its number');
  const [crimeCategory = '', nationalCode = NOT_STATED] = parted(offence);
  return {
    caseNumber,
    legalBasis: {
      instrumentType: oneOfWords('--basis', instrumentType, INSTRUMENTS),
      reference,
      statute: statute ?? NOT_STATED,
      article: article ?? NOT_STATED,
      issuingAuthority: by.legalName,
      issuedAt: issued === undefined ? at.toISOString() : momentOf(issued),
      jurisdiction: by.jurisdiction,
      documentStatus,
      documentEvidenceIds: [],
    },
    offence: {
      crimeCategory: oneOfWords('--offence', crimeCategory, CATEGORIES),
      nationalCode,
      occurredFrom: momentOf(since ?? at.toISOString().slice(0, 10)),
    },
    necessity: why,
  };
}

/** A word and the rest, at the first space. */
function parted(text: string): string[] {
  const at = text.trim().search(/\s/);
  return at < 0 ? [text.trim()] : [text.trim().slice(0, at), text.trim().slice(at).trim()];
}

function twoWords(text: string, how: string): [string, string] {
  const [first, rest] = parted(text);
  if (first !== undefined && rest !== undefined) return [first, rest];
  throw new CommandFailed(`"${text}" is incomplete; write ${how}`);
}
