import { Instant, Int, ListOf, Nested, OneOf, Text } from '../../../fields/decorators.js';
import { messageId, MessageId, partnerId, Sha256 } from '../../../fields/identifiers.js';
import { nested, text } from '../../../fields/values.js';

/** A span of acceptance times. */
export class ReplayWindow {
  @Instant({ about: 'From this moment on.' })
  from!: string;

  @Instant({ about: 'Before this moment.' })
  to!: string;
}

/** A span of indexes. */
export class ReplayIndexes {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'First index.' })
  from!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Last index.' })
  to!: number;
}

/** What of the span is replayed: messages that fit everything that is named here. */
export class ReplayFilter {
  @Text({ max: 128, optional: true, about: 'Case number, as the agency writes it.' })
  caseNumber?: string;

  @ListOf(partnerId(), { min: 1, max: 200, optional: true, about: 'Senders.' })
  senders?: string[];

  @ListOf(messageId(), { min: 1, max: 200, optional: true, about: 'These messages, and those that are about them.' })
  targets?: string[];
}

/** An entry that is not as the record has it. */
export class ReplayMismatch {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index of the entry.' })
  index!: number;

  @OneOf(['CHANGED', 'MISSING', 'REORDERED'], { about: 'What is wrong with it.' })
  reason!: string;
}

/** What a replay gave. */
export class ReplayResult {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Entries in the span.' })
  expectedCount!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Entries that were given, tombstones among them.' })
  deliveredCount!: number;

  @Sha256({ about: 'Root over the leaf hashes of the span; a second run gives the same.' })
  rangeRoot!: string;

  @ListOf(nested(() => ReplayMismatch), { max: 1_000, about: 'Entries that are not as the record has them.' })
  mismatches!: ReplayMismatch[];
}

/** An operator asks for a replay, which a second one approves; with sessionId and result, it has been given. */
export class ReplaySessionV1 {
  @MessageId({ optional: true, about: 'The session; absent when it is asked for, whose messageId is the id.' })
  sessionId?: string;

  @OneOf(['COURT', 'REGULATOR', 'INTERNAL_AUDIT', 'INCIDENT', 'RECOVERY'], { about: 'What for.' })
  purpose!: string;

  @Int({ min: 1, max: Number.MAX_SAFE_INTEGER, about: 'Size of the log that is read; the directory is as of it.' })
  logSize!: number;

  @Text({ max: 64, about: 'Version of the policy that is applied.' })
  policyVersion!: string;

  @ListOf(text({ max: 80, pattern: /^holdfast\.[a-z]+(-[a-z]+)*$/ }), { min: 1, max: 100, about: 'Topics.' })
  topics!: string[];

  @Nested(() => ReplayWindow, { optional: true, about: 'Span by time; or give indexes.' })
  window?: ReplayWindow;

  @Nested(() => ReplayIndexes, { optional: true, about: 'Span by index; or give a window.' })
  indexes?: ReplayIndexes;

  @Nested(() => ReplayFilter, { optional: true, about: 'What of the span; absent: all.' })
  filter?: ReplayFilter;

  @OneOf(['SANDBOX', 'FILE'], { about: 'Where to: a topic of its own, or a file.' })
  target!: string;

  @Text({ max: 64, pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, about: 'What is left out for the reader, by name.' })
  redactionProfile!: string;

  @Nested(() => ReplayResult, { optional: true, about: 'What it gave, once it is over.' })
  result?: ReplayResult;
}
