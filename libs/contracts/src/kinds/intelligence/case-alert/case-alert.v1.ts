import { Instant, Int, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { countryCode, MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested, text } from '../../../fields/values.js';
import { Address, Amount, Transaction } from '../../shapes/address.js';
import { CRIME_CATEGORIES } from '../../shapes/crime.js';
import { Period } from '../../shapes/period.js';

/** How many victims and where; never who. */
export class Victims {
  @Int({ min: 0, max: 10_000_000, about: 'Number of victims.' })
  count!: number;

  @ListOf(countryCode(), { max: 250, about: 'Their countries (ISO 3166-1).' })
  countries!: string[];
}

/** What a partner or a group is asked to do. */
export class Ask {
  @PartnerId({ optional: true, about: 'The partner asked.' })
  orgId?: string;

  @PartnerId({ optional: true, about: 'The group asked.' })
  group?: string;

  @OneOf(['WATCH', 'LOOK_BACK', 'CONTACT_US', 'JOIN_CALL'], { about: 'What is asked.' })
  ask!: string;

  @Instant({ optional: true, about: 'Until when.' })
  by?: string;
}

/** What every version of a case alert says. */
export class CaseAlertBody {
  @MessageId({ optional: true, about: 'The alert that this one continues; absent on the first.' })
  caseId?: string;

  @Text({ max: 256, about: 'Title.' })
  title!: string;

  @Text({ max: 8000, about: 'What happened.' })
  summary!: string;

  @OneOf(CRIME_CATEGORIES, { about: 'Crime category.' })
  crimeCategory!: string;

  @Int({ min: 1, max: 4, about: '1 high to 4 undefined.' })
  severity!: number;

  @OneOf(['OPEN', 'MONITORING', 'CLOSED'], { about: 'State of the case.' })
  status!: string;

  @Nested(() => Period, { about: 'When it happened.' })
  period!: Period;

  @Nested(() => Amount, { optional: true, about: 'Total loss.' })
  totalLoss?: Amount;

  @Nested(() => Victims, { optional: true, about: 'Victims, counted.' })
  victims?: Victims;

  @ListOf(nested(() => Address), { max: 500, about: 'Addresses involved.' })
  addresses!: Address[];

  @ListOf(nested(() => Transaction), { max: 500, about: 'Transactions involved.' })
  transactions!: Transaction[];

  @ListOf(text({ max: 2000 }), { max: 100, optional: true, about: 'URLs involved.' })
  urls?: string[];

  @ListOf(text({ max: 20, pattern: /^\+[1-9][0-9]{3,18}$/ }), { max: 100, optional: true, about: 'Phones, E.164.' })
  phones?: string[];

  @ListOf(text({ max: 45, pattern: /^[0-9a-fA-F.:]{2,45}$/ }), { max: 100, optional: true, about: 'IP addresses.' })
  ips?: string[];

  @ListOf(nested(() => Ask), { max: 50, optional: true, about: 'What is asked of whom.' })
  askOf?: Ask[];
}

/** An exchange or the police announces a case: what happened and which addresses took part. */
export class CaseAlertV1 extends CaseAlertBody {
  @ListOf(text({ max: 64 }), { max: 100, optional: true, about: 'Bank accounts: IBAN or national number.' })
  bankAccounts?: string[];
}
