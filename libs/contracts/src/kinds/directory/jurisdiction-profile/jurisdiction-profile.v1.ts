import { Duration, Flag, Instant, Int, ListOf, Nested, OneOf, Text, TimeZone } from '../../../fields/decorators.js';
import { CountryCode, languageTag } from '../../../fields/identifiers.js';
import { day, nested, oneOf } from '../../../fields/values.js';
import { CLOCKS, PRIORITIES } from '../../shapes/clocks.js';
import { LEGAL_INSTRUMENTS, REQUEST_TYPES } from '../../shapes/request-type.js';

const APPROVING_ROLES = ['APPROVER', 'LEGAL', 'VALIDATING_AUTHORITY'] as const;
const RETENTION_CLASSES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6'] as const;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A law that the profile rests on. */
export class LawReference {
  @Text({ max: 256, about: 'The law.' })
  law!: string;

  @Text({ max: 64, optional: true, about: 'Article or section.' })
  article?: string;
}

/** How long one clock runs at one priority: a duration, or business days of the calendar. */
export class ClockLimit {
  @OneOf(CLOCKS, { about: 'The clock.' })
  clock!: string;

  @OneOf(PRIORITIES, { about: 'Priority of the request.' })
  priority!: string;

  @Duration({ optional: true, about: 'Limit that runs day and night.' })
  duration?: string;

  @Int({ min: 1, max: 366, optional: true, about: 'Limit in business days.' })
  businessDays?: number;
}

/** What a business day is. */
export class Calendar {
  @TimeZone({ about: 'Time zone in which days begin and end.' })
  tz!: string;

  @ListOf(oneOf(WEEKDAYS), { min: 1, max: WEEKDAYS.length, about: 'Days of the week that are business days.' })
  workdays!: string[];

  @ListOf(day(), { max: 400, about: 'Days that are none.' })
  holidays!: string[];
}

/** Who must approve a type of request. */
export class ApprovalRule {
  @OneOf(REQUEST_TYPES, { about: 'Type of request.' })
  requestType!: string;

  @ListOf(oneOf(APPROVING_ROLES), { min: 1, max: APPROVING_ROLES.length, about: 'Roles, each of which approves.' })
  roles!: string[];
}

/** What a type of request may rest on. */
export class InstrumentRule {
  @OneOf(REQUEST_TYPES, { about: 'Type of request.' })
  requestType!: string;

  @ListOf(oneOf(LEGAL_INSTRUMENTS), { min: 1, max: LEGAL_INSTRUMENTS.length, about: 'Instruments, any of them.' })
  instruments!: string[];
}

/** How long assets may be held. */
export class HoldLimits {
  @Duration({ about: 'Longest provisional hold.' })
  provisional!: string;

  @Duration({ about: 'Longest confirmed hold.' })
  confirmed!: string;

  @Int({ min: 0, max: 100, about: 'How often a confirmed hold may be extended.' })
  extensions!: number;

  @Duration({ optional: true, about: 'Longest single extension.' })
  extension?: string;
}

/** How long a class of messages is kept here. */
export class RetentionPeriod {
  @OneOf(RETENTION_CLASSES, { about: 'Retention class.' })
  class!: string;

  @Duration({ about: 'How long; of R1 after receipt, of R5 after the case is closed.' })
  period!: string;
}

/** Whether the affected customer is told. */
export class Notice {
  @Flag({ about: 'Whether the customer may be told.' })
  allowed!: boolean;

  @Duration({ optional: true, about: 'How long an authority may have that delayed.' })
  maxDelay?: string;
}

/** What the law of a jurisdiction sets: deadlines, approvals, instruments, limits of holds, retention, notice. */
export class JurisdictionProfileV1 {
  @CountryCode({ about: 'The jurisdiction, ISO 3166-1.' })
  jurisdiction!: string;

  @Instant({ about: 'It counts from this moment on.' })
  effectiveFrom!: string;

  @ListOf(nested(() => LawReference), { min: 1, max: 50, about: 'The laws that it rests on.' })
  basis!: LawReference[];

  @ListOf(nested(() => ClockLimit), {
    max: CLOCKS.length * PRIORITIES.length,
    about: 'Limits of the clocks; a clock that is not named does not run here.',
  })
  clocks!: ClockLimit[];

  @Nested(() => Calendar, { about: 'What a business day is.' })
  calendar!: Calendar;

  @ListOf(nested(() => ApprovalRule), { max: REQUEST_TYPES.length, about: 'Who must approve a request.' })
  approvals!: ApprovalRule[];

  @ListOf(nested(() => InstrumentRule), { max: REQUEST_TYPES.length, about: 'What a request may rest on.' })
  instruments!: InstrumentRule[];

  @Nested(() => HoldLimits, { about: 'How long assets may be held.' })
  holdLimits!: HoldLimits;

  @ListOf(nested(() => RetentionPeriod), { max: RETENTION_CLASSES.length, about: 'How long messages are kept.' })
  retention!: RetentionPeriod[];

  @Nested(() => Notice, { about: 'Whether the affected customer is told.' })
  notice!: Notice;

  @ListOf(languageTag(), { min: 1, max: 20, about: 'Languages of requests (BCP 47).' })
  languages!: string[];

  @OneOf(['DRAFT', 'IN_FORCE', 'SUPERSEDED'], { about: 'It counts while IN_FORCE.' })
  status!: string;
}
