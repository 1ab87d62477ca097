import { Duration, Flag, ListOf, OneOf, Text } from '../../../fields/decorators.js';
import { CountryCode, languageTag, MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested, oneOf, text } from '../../../fields/values.js';
import { LEGAL_INSTRUMENTS, REQUEST_TYPES } from '../../shapes/request-type.js';

/** A company through which the partner answers. */
export class LegalEntity {
  @Text({ max: 256, about: 'Legal name.' })
  legalName!: string;

  @CountryCode({ about: 'Where it is established, ISO 3166-1.' })
  jurisdiction!: string;

  @Text({ max: 20, pattern: /^[A-Z0-9]{18}[0-9]{2}$/, optional: true, about: 'Legal entity identifier.' })
  lei?: string;
}

/** What a request of one type must bring with it to be answered. */
export class Acceptance {
  @OneOf(REQUEST_TYPES, { about: 'Type of request.' })
  requestType!: string;

  @ListOf(oneOf(LEGAL_INSTRUMENTS), { min: 1, max: LEGAL_INSTRUMENTS.length, about: 'Instruments, any of them.' })
  instruments!: string[];

  @ListOf(text({ max: 128 }), { max: 20, about: 'Documents, all of them.' })
  documents!: string[];

  @ListOf(languageTag(), { min: 1, max: 20, about: 'Languages, any of them (BCP 47).' })
  languages!: string[];

  @Text({ max: 64, optional: true, about: 'Least rank of the officer who asks.' })
  minRank?: string;

  @Flag({ about: 'Whether a second officer of the requester must sign.' })
  secondOfficer!: boolean;

  @ListOf(text({ max: 64 }), { min: 1, max: 50, about: 'Formats in which it is read.' })
  formats!: string[];
}

/** How fast a partner answers one type of request. */
export class AnswerTime {
  @OneOf(REQUEST_TYPES, { about: 'Type of request.' })
  requestType!: string;

  @Duration({ about: 'Within this time.' })
  within!: string;
}

/** What a partner asks of requests, how fast it answers them, and whom to call. */
export class RecipientProfileV1 {
  @PartnerId({ about: 'The partner: the sender.' })
  partner!: string;

  @ListOf(nested(() => LegalEntity), { min: 1, max: 50, about: 'Companies through which it answers.' })
  legalEntities!: LegalEntity[];

  @ListOf(nested(() => Acceptance), { max: REQUEST_TYPES.length, about: 'Types of request that it answers.' })
  accepts!: Acceptance[];

  @ListOf(nested(() => AnswerTime), { max: REQUEST_TYPES.length, about: 'How fast it answers them.' })
  answersIn!: AnswerTime[];

  @MessageId({ about: 'The hotline contact for requests.' })
  contact!: string;
}
