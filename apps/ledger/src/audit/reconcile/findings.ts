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

/** What was found: all of it counted, the first thousand named. */
export class Findings {
  readonly named: Finding[] = [];
  readonly counts: Record<Finding['fault'], number> = { gap: 0, changed: 0, reordered: 0, doubled: 0, surplus: 0 };

  add(finding: Finding): void {
    this.counts[finding.fault]++;
    if (this.named.length < MAX_NAMED) this.named.push(finding);
  }

  get total(): number {
    return FAULTS.reduce((sum, fault) => sum + this.counts[fault], 0);
  }
}
