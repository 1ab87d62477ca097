import { Instant, Int, ListOf, Nested, nested, OneOf, Text } from '@holdfast/contracts';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** Where something stands in the kind topics. */
class Place {
  @Text({ max: 249, about: 'Kind topic.' })
  topic!: string;

  @Int({ ...COUNT, about: 'Partition.' })
  partition!: number;
}

/** The held offsets of a partition, and what the record has at them. */
export class ReconciledRange extends Place {
  @Int({ ...COUNT, about: 'First offset.' })
  from!: number;

  @Int({ ...COUNT, about: 'The offset after the last.' })
  end!: number;

  @Int({ ...COUNT, about: 'Entries that are recorded.' })
  recorded!: number;

  @Int({ ...COUNT, about: 'Entries in conflict.' })
  conflict!: number;

  @Int({ ...COUNT, about: 'Entries in quarantine.' })
  quarantined!: number;

  @Int({ ...COUNT, about: 'Duplicates.' })
  duplicate!: number;
}

/** One difference between record and topics. */
export class ReconcileFinding extends Place {
  @OneOf(['gap', 'changed', 'reordered', 'doubled', 'surplus'], { about: 'What is wrong.' })
  fault!: string;

  @Int({ ...COUNT, about: 'Offset.' })
  offset!: number;

  @Int({ ...COUNT, optional: true, about: 'Index of the entry.' })
  index?: number;

  @Text({ max: 100, optional: true, about: 'What of it differs.' })
  detail?: string;
}

/** How often each difference was found. */
class Counts {
  @Int({ ...COUNT, about: 'Held records that the record lacks.' })
  gap!: number;

  @Int({ ...COUNT, about: 'Entries of other bytes.' })
  changed!: number;

  @Int({ ...COUNT, about: 'Entries out of the order of their topic.' })
  reordered!: number;

  @Int({ ...COUNT, about: 'Records that the record has twice.' })
  doubled!: number;

  @Int({ ...COUNT, about: 'Rows without a record.' })
  surplus!: number;
}

/** Indexes that follow each other. */
export class LostRange {
  @Int({ ...COUNT, about: 'The first.' })
  from!: number;

  @Int({ ...COUNT, about: 'The last.' })
  to!: number;
}

/** What a reconciliation found. */
export class ReconcileReport {
  @Text({ max: 255, about: 'Name of the log.' })
  log!: string;

  @Text({ min: 0, max: 100_000, pattern: /^[^]*$/, about: 'Its signed checkpoint.' })
  checkpoint!: string;

  @Int({ ...COUNT, about: 'The next index of the record.' })
  nextIndex!: number;

  @Instant({ about: 'When it began.' })
  at!: string;

  @ListOf(nested(() => ReconciledRange), { max: 100_000, about: 'By partition.' })
  ranges!: ReconciledRange[];

  @OneOf(['full', 'sample'], { about: 'What was compared byte by byte.' })
  mode!: string;

  @Int({ ...COUNT, about: 'Records that were compared byte by byte.' })
  compared!: number;

  @Nested(() => Counts, { about: 'All that was found.' })
  counts!: Counts;

  @ListOf(nested(() => LostRange), { max: 1_000, about: 'Indexes that were declared lost.' })
  lost!: LostRange[];

  @Int({ ...COUNT, about: 'Differences that these explain.' })
  declared!: number;

  @ListOf(nested(() => ReconcileFinding), { max: 1_000, about: 'The first of it.' })
  findings!: ReconcileFinding[];

  @OneOf(['whole', 'damaged'], { about: 'Whether record and topics agree.' })
  verdict!: string;
}

/** A signature as messages carry it. */
class ReportSignature {
  @OneOf(['partner'], { about: 'Who signs: a system.' })
  by!: string;

  @Text({ max: 128, about: 'Id of the key.' })
  kid!: string;

  @Text({ max: 1_024, about: 'Detached JWS.' })
  jws!: string;
}

/** A report, and the signature of the ledger's own process. */
export class SignedReport {
  @Nested(() => ReconcileReport, { about: 'What was found.' })
  report!: ReconcileReport;

  @Nested(() => ReportSignature, { about: 'Detached JWS over SHA-256 of its canonical JSON.' })
  signature!: ReportSignature;
}
