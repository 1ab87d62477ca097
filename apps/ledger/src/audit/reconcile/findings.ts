import { countOf, covers } from '../../tree/loss/lost-ranges.js';
import type { IndexRange } from '../../tree/loss/lost-ranges.js';

const MAX_NAMED = 1_000;

/** How the record and a kind topic can differ. */
export const FAULTS = ['gap', 'changed', 'reordered', 'doubled', 'surplus'] as const;

/** One difference: where, and what of it differs; never what stands there. */
export interface Finding {
  fault: (typeof FAULTS)[number];
  topic: string;
  partition: number;
  offset: number;
  index?: number;
  detail?: string;
}

/** What was found: all of it counted, the first thousand named. What a declared loss explains is counted apart. */
export class Findings {
  readonly named: Finding[] = [];
  readonly counts: Record<Finding['fault'], number> = { gap: 0, changed: 0, reordered: 0, doubled: 0, surplus: 0 };

  /** Differences that were declared when a log was closed. */
  declared = 0;

  constructor(readonly lost: readonly IndexRange[] = []) {}

  add(finding: Finding): void {
    if (finding.index !== undefined && covers(this.lost, finding.index)) {
      this.declared++;
      return;
    }
    this.counts[finding.fault]++;
    if (this.named.length < MAX_NAMED) this.named.push(finding);
  }

  /** How many indexes between two are declared lost: so many offsets between their records may have no entry. */
  lostBetween(before: number, after: number): number {
    const within = this.lost.map(({ from, to }) => ({ from: Math.max(from, before + 1), to: Math.min(to, after - 1) }));
    return countOf(within.filter(({ from, to }) => from <= to));
  }

  get total(): number {
    return FAULTS.reduce((sum, fault) => sum + this.counts[fault], 0);
  }
}
