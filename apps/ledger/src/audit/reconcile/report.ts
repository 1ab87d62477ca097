import { hash } from 'node:crypto';
import { canonical, signContent } from '@holdfast/contracts';
import type { SigningKey } from '@holdfast/contracts';
import type { Finding } from './findings.js';
import type { IndexRange } from '../../tree/loss/lost-ranges.js';
import type { Tally } from './slice.js';

/** What a reconciliation found. */
export interface ReconcileReport {
  /** Name of the log, its signed checkpoint as it was then, and the record's next index. */
  log: string;
  checkpoint: string;
  nextIndex: number;
  at: string;
  /** By partition: the held offsets that are recorded, the second not among them, and what they are. */
  ranges: ({ topic: string; partition: number; from: number; end: number } & Tally)[];
  /** How many records were chosen for a comparison of bytes, and how many were compared. */
  mode: 'full' | 'sample';
  compared: number;
  counts: Record<Finding['fault'], number>;
  /** Indexes that were declared lost when their log was closed, at most a thousand ranges; and what they explain. */
  lost: IndexRange[];
  declared: number;
  /** At most a thousand. */
  findings: Finding[];
  verdict: 'whole' | 'damaged';
}

/** A report with the signature of the ledger's own process: a detached JWS over SHA-256 of its canonical JSON. */
export interface SignedReport {
  report: ReconcileReport;
  signature: ReturnType<typeof signContent>;
}

/** Signs a report, so that who keeps it can show later who said it and when. */
export function signReport(report: ReconcileReport, key: SigningKey): SignedReport {
  return { report, signature: signContent(hash('sha256', canonical(report), 'buffer'), 'partner', key) };
}
