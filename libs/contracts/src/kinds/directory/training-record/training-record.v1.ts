import { Instant, Int, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { MessageId, Sha256 } from '../../../fields/identifiers.js';
import { oneOf } from '../../../fields/values.js';

const COMPETENCIES = [
  'TRACING_BASIC',
  'FREEZE_REQUEST',
  'KYC_REQUEST',
  'ISSUER_FREEZE',
  'SEIZURE',
  'DATA_PROTECTION',
] as const;

/** A course, in the version that was held. */
export class Course {
  @Text({ max: 128, about: 'Who offers it.' })
  provider!: string;

  @Text({ max: 64, about: "The provider's code of it." })
  code!: string;

  @Text({ max: 256, about: 'Title.' })
  title!: string;

  @Text({ max: 32, about: 'Version.' })
  version!: string;
}

/** An officer completed a course: which, when, how well, and what it makes them competent for. */
export class TrainingRecordV1 {
  @MessageId({ optional: true, about: 'The record; absent on the first version, whose messageId is the id.' })
  recordId?: string;

  @MessageId({ about: 'The officer who was trained.' })
  officerId!: string;

  @Nested(() => Course, { about: 'The course.' })
  course!: Course;

  @OneOf(['ONSITE', 'ONLINE', 'EXERCISE'], { about: 'How it was held.' })
  mode!: string;

  @Int({ min: 1, max: 2_000, about: 'Hours, rounded up.' })
  hours!: number;

  @Instant({ about: 'When it was completed.' })
  completedAt!: string;

  @Instant({ optional: true, about: 'The competences end at this moment; absent: never.' })
  expiresAt?: string;

  @Int({ min: 0, max: 100, optional: true, about: 'Score in percent; absent when there was none.' })
  scorePct?: number;

  @ListOf(oneOf(COMPETENCIES), { min: 1, max: COMPETENCIES.length, about: 'What the officer is now competent for.' })
  competencies!: string[];

  @Sha256({ optional: true, about: 'SHA-256 of the certificate.' })
  certificateSha256?: string;

  @OneOf(['VALID', 'REVOKED'], { about: 'Whether it counts.' })
  status!: string;
}
