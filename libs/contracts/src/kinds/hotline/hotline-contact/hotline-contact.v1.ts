import {
  Duration,
  Flag,
  Instant,
  Int,
  ListOf,
  Nested,
  OneOf,
  Recurrence,
  Text,
  TimeZone,
} from '../../../fields/decorators.js';
import { assetId, countryCode, languageTag, MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested, oneOf } from '../../../fields/values.js';
import { REQUEST_TYPES } from '../../shapes/request-type.js';
import { Channel } from './channel.js';

/** When a desk is attended. */
export class Schedule {
  @TimeZone({ about: 'Time zone in which the rule is read.' })
  tz!: string;

  @Recurrence({ about: 'When a period of attendance begins (RFC 5545).' })
  rrule!: string;

  @Duration({ optional: true, about: 'How long each period lasts; absent: until the next begins.' })
  duration?: string;
}

/** What a desk deals with; a list that is absent leaves nothing out. */
export class Competence {
  @ListOf(countryCode(), { min: 1, max: 250, optional: true, about: 'Jurisdictions (ISO 3166-1).' })
  jurisdictions?: string[];

  @ListOf(oneOf(REQUEST_TYPES), {
    min: 1,
    max: REQUEST_TYPES.length,
    optional: true,
    about: 'Types of request.',
  })
  requestTypes?: string[];

  @ListOf(assetId(), { min: 1, max: 200, optional: true, about: 'Assets (CAIP-19).' })
  assetIds?: string[];
}

/** How the last drill went. */
export class LastDrill {
  @Instant({ about: 'When it was held.' })
  at!: string;

  @Int({ min: 0, max: 86_400, optional: true, about: 'Seconds until somebody answered; absent when nobody did.' })
  answeredInSec?: number;

  @Flag({ about: 'Whether the right person answered in time.' })
  ok!: boolean;
}

/** A desk of a partner that can be reached at once: what for, how, when and in which languages. */
export class HotlineContactV1 {
  @MessageId({ optional: true, about: 'The contact; absent on the first version, whose messageId is the id.' })
  contactId?: string;

  @PartnerId({ about: 'The partner whose desk it is: the sender.' })
  orgId!: string;

  @OneOf(['DUTY_OFFICER', 'FREEZE_DESK', 'LE_RESPONSE', 'LEGAL', 'TECHNICAL', 'ESCALATION'], { about: 'What for.' })
  function!: string;

  @Text({ max: 128, about: 'Name of the role; never that of a person.' })
  roleName!: string;

  @ListOf(nested(() => Channel), { min: 1, max: 10, about: 'Ways to reach it, the preferred one first.' })
  channels!: Channel[];

  @Nested(() => Schedule, { about: 'When it is attended.' })
  schedule!: Schedule;

  @ListOf(languageTag(), { min: 1, max: 20, about: 'Languages spoken (BCP 47).' })
  languages!: string[];

  @Nested(() => Competence, { optional: true, about: 'What it deals with; absent: everything.' })
  competence?: Competence;

  @Int({ min: 1, max: 100, about: 'Place in the order in which desks of this function are called.' })
  escalationOrder!: number;

  @Nested(() => LastDrill, { optional: true, about: 'How the last drill went.' })
  lastDrill?: LastDrill;
}
