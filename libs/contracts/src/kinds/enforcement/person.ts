import { Day, ListOf, Nested, OneOf, Text } from '../../fields/decorators.js';
import { CountryCode } from '../../fields/identifiers.js';
import { nested, oneOf } from '../../fields/values.js';
import { PostalAddress } from './postal-address.js';

const TRANSLITERATIONS = [
  'ARAB',
  'ARAN',
  'ARMN',
  'CYRL',
  'DEVA',
  'GEOR',
  'GREK',
  'HANI',
  'HEBR',
  'KANA',
  'KORE',
  'THAI',
  'OTHR',
] as const;

/** A name of a natural person (IVMS101 `NaturalPersonNameID`). */
export class NaturalName {
  @Text({ max: 100, about: 'Family name, or the whole name where it has no parts.' })
  primaryIdentifier!: string;

  @Text({ max: 100, optional: true, about: 'Given names.' })
  secondaryIdentifier?: string;

  @OneOf(['LEGL', 'BIRT', 'MAID', 'ALIA', 'MISC'], { about: 'Which name it is.' })
  nameIdentifierType!: string;
}

/** The names of a natural person: Latin, as the own script writes them, and as they are spoken. */
export class NaturalNames {
  @ListOf(nested(() => NaturalName), { min: 1, max: 20, about: 'In Latin letters.' })
  nameIdentifier!: NaturalName[];

  @ListOf(nested(() => NaturalName), { min: 1, max: 20, optional: true, about: 'In the local script.' })
  localNameIdentifier?: NaturalName[];

  @ListOf(nested(() => NaturalName), { min: 1, max: 20, optional: true, about: 'As it is pronounced.' })
  phoneticNameIdentifier?: NaturalName[];
}

/** A number that a government gave (IVMS101 `NationalIdentification`). */
export class NationalIdentification {
  @Text({ max: 35, about: 'The number.' })
  nationalIdentifier!: string;

  @OneOf(['ARNU', 'CCPT', 'RAID', 'DRLC', 'FIIN', 'TXID', 'SOCS', 'IDCD', 'LEIX', 'MISC'], { about: 'Which number.' })
  nationalIdentifierType!: string;

  @CountryCode({ optional: true, about: 'Country that issued it.' })
  countryOfIssue?: string;

  @Text({ max: 8, pattern: /^RA[0-9]{6}$/, optional: true, about: 'Registration authority, by its GLEIF code.' })
  registrationAuthority?: string;
}

/** When and where a person was born. */
export class Birth {
  @Day({ about: 'Date of birth.' })
  dateOfBirth!: string;

  @Text({ max: 70, optional: true, about: 'Place of birth.' })
  placeOfBirth?: string;
}

/** A natural person (IVMS101). */
export class NaturalPerson {
  @Nested(() => NaturalNames, { about: 'Names.' })
  name!: NaturalNames;

  @ListOf(nested(() => PostalAddress), { min: 1, max: 10, optional: true, about: 'Addresses.' })
  geographicAddress?: PostalAddress[];

  @Nested(() => NationalIdentification, { optional: true, about: 'National identification.' })
  nationalIdentification?: NationalIdentification;

  @Text({ max: 50, optional: true, about: "The recipient's number of its customer." })
  customerIdentification?: string;

  @Nested(() => Birth, { optional: true, about: 'Birth.' })
  dateAndPlaceOfBirth?: Birth;

  @CountryCode({ optional: true, about: 'Country of residence.' })
  countryOfResidence?: string;
}

/** A name of a legal person (IVMS101 `LegalPersonNameID`). */
export class LegalName {
  @Text({ max: 100, about: 'The name.' })
  legalPersonName!: string;

  @OneOf(['LEGL', 'SHRT', 'TRAD'], { about: 'Registered, short or trading name.' })
  legalPersonNameIdentifierType!: string;
}

/** The names of a legal person: Latin, as the own script writes them, and as they are spoken. */
export class LegalNames {
  @ListOf(nested(() => LegalName), { min: 1, max: 20, about: 'In Latin letters.' })
  nameIdentifier!: LegalName[];

  @ListOf(nested(() => LegalName), { min: 1, max: 20, optional: true, about: 'In the local script.' })
  localNameIdentifier?: LegalName[];

  @ListOf(nested(() => LegalName), { min: 1, max: 20, optional: true, about: 'As it is pronounced.' })
  phoneticNameIdentifier?: LegalName[];
}

/** A legal person (IVMS101). */
export class LegalPerson {
  @Nested(() => LegalNames, { about: 'Names.' })
  name!: LegalNames;

  @ListOf(nested(() => PostalAddress), { min: 1, max: 10, optional: true, about: 'Addresses.' })
  geographicAddress?: PostalAddress[];

  @Text({ max: 50, optional: true, about: "The recipient's number of its customer." })
  customerNumber?: string;

  @Nested(() => NationalIdentification, { optional: true, about: 'National identification.' })
  nationalIdentification?: NationalIdentification;

  @CountryCode({ optional: true, about: 'Country of registration.' })
  countryOfRegistration?: string;
}

/**
 * A person whom an authority looks for, in the words of IVMS101. Who asks may know an alias or a date of birth alone,
 * so what IVMS101 demands of whoever knows its customer (a legal name, a place of birth) is not demanded here.
 */
export class Person {
  @Nested(() => NaturalPerson, { optional: true, about: 'A natural person.' })
  naturalPerson?: NaturalPerson;

  @Nested(() => LegalPerson, { optional: true, about: 'A legal person.' })
  legalPerson?: LegalPerson;

  @ListOf(oneOf(TRANSLITERATIONS), { min: 1, max: 13, optional: true, about: 'How names came into Latin letters.' })
  transliterationMethod?: string[];
}
