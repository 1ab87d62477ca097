const MAX_NAMED = 1_000;

/** What a check compares. */
export type CheckedPart = 'checkpoint' | 'entry' | 'body' | 'tile row' | 'tile file';

/** Where the record does not hold together, and which comparison says so. */
export interface RecordFault {
  part: CheckedPart;
  place: string;
}

/** All that a check found: counted, the first thousand named. */
export class RecordFaults {
  readonly named: RecordFault[] = [];
  readonly parts = new Set<CheckedPart>();
  count = 0;

  add(part: CheckedPart, place: string): void {
    this.count++;
    this.parts.add(part);
    if (this.named.length < MAX_NAMED) this.named.push({ part, place });
  }
}
