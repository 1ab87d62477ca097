import { Flag, Instant, ListOf, Nested, OneOf, Text } from '../fields/decorators.js';
import { partnerId } from '../fields/identifiers.js';
import { text } from '../fields/values.js';

export const TLP = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
export const DATA_CLASSES = ['INTEL', 'PERSONAL', 'EVIDENCE', 'FIU_RESTRICTED', 'OPEN'] as const;

/** How long a message is kept; the class names the period, legal hold suspends deletion. */
export class Retention {
  @OneOf(['R1', 'R2', 'R3', 'R4', 'R5', 'R6'], { about: 'Retention class.' })
  class!: string;

  @Flag({ about: 'True while a legal duty forbids deletion.' })
  legalHold!: boolean;
}

/** What may be done with a message, whoever holds it. */
export class Handling {
  @OneOf(TLP, { about: 'Who may read it (TLP 2.0).' })
  tlp!: (typeof TLP)[number];

  @OneOf(['H0', 'H1', 'H2', 'H3'], { about: 'What it may be used for; H3 needs codeText.' })
  code!: string;

  @Text({ max: 500, optional: true, about: 'The restriction, when the code is H3.' })
  codeText?: string;

  @OneOf(['RED', 'AMBER', 'GREEN', 'CLEAR'], { optional: true, about: 'How visible an action may be (PAP).' })
  pap?: string;

  @OneOf(
    [
      'none',
      'contact-for-instruction',
      'internally-visible-actions',
      'externally-visible-indirect-actions',
      'externally-visible-direct-actions',
    ],
    { optional: true, about: 'FIRST IEP 2.0 permitted actions.' },
  )
  permittedActions?: string;

  @OneOf(['may', 'must-not'], { optional: true, about: 'FIRST IEP 2.0: whether affected parties may be told.' })
  affectedPartyNotifications?: string;

  @OneOf(DATA_CLASSES, { about: 'Class of the data; drives the routing bans.' })
  dataClass!: (typeof DATA_CLASSES)[number];

  @Nested(() => Retention, { about: 'How long it is kept.' })
  retention!: Retention;
}

/** Who is meant: groups of members, named partners, or both; never nobody. */
export class Audience {
  @ListOf(partnerId(), { max: 50, min: 1, optional: true, about: 'Groups; `members` is every member.' })
  groups?: string[];

  @ListOf(partnerId(), { max: 200, min: 1, optional: true, about: 'Named partners.' })
  partners?: string[];
}

/** The affected customer must not be told before `until`. */
export class NoNotice {
  @Instant({ about: 'The ban ends at this moment.' })
  until!: string;

  @Text({ max: 256, about: 'Its legal basis.' })
  basis!: string;
}

/** The agency's own case. */
export class CaseReference {
  @Text({ max: 128, about: 'Case number, as the agency writes it.' })
  number!: string;

  @ListOf(text({ max: 64 }), { max: 20, optional: true, about: 'Offence codes of the agency.' })
  offenceCodes?: string[];
}
