import type { OffsetRange } from '@holdfast/bus';
import type { HeldPartition } from './held-places.js';
import type { Findings } from './findings.js';

/** Offsets that are held against the record at once; each takes eight bytes of memory. */
const WINDOW = 4_000_000;

/** What the record holds of one partition. */
export interface Tally {
  recorded: number;
  conflict: number;
  quarantined: number;
  duplicate: number;
}

/** A row of the record at an offset: an entry, or a duplicate of the entry with this index. */
export interface Told {
  index: number;
  isDuplicate: boolean;
}

/** Some of a partition's held offsets, and what the record says at each. */
export class Slice {
  /** An index for an entry, -1 - index for a duplicate. */
  readonly #told: Float64Array;

  constructor(
    readonly partition: HeldPartition,
    readonly from: number,
    readonly end: number,
    private readonly findings: Findings,
  ) {
    this.#told = new Float64Array(Math.max(0, end - from)).fill(Number.NaN);
  }

  get range(): OffsetRange {
    const { topic, partition } = this.partition;
    return { topic, partition, from: this.from, end: this.end };
  }

  /** The record has a row at this offset; a second one is a finding. */
  tell(offset: number, { index, isDuplicate }: Told): void {
    if (this.at(offset)) this.find('doubled', offset, index);
    else this.#told[offset - this.from] = isDuplicate ? -1 - index : index;
  }

  at(offset: number): Told | undefined {
    const told = this.#told[offset - this.from] ?? Number.NaN;
    if (Number.isNaN(told)) return undefined;
    return told < 0 ? { index: -1 - told, isDuplicate: true } : { index: told, isDuplicate: false };
  }

  find(fault: 'gap' | 'changed' | 'reordered' | 'doubled', offset: number, index?: number, detail?: string): void {
    const { topic, partition } = this.partition;
    const known = { ...(index === undefined ? {} : { index }), ...(detail === undefined ? {} : { detail }) };
    this.findings.add({ fault, topic, partition, offset, ...known });
  }

  /** Names every offset without a row, and every entry that stands before one of an earlier offset. */
  judge(indexBefore: number): number {
    let last = indexBefore;
    let gaps: number[] = [];
    for (let offset = this.from; offset < this.end; offset++) {
      const told = this.at(offset);
      if (!told) gaps.push(offset);
      if (!told || told.isDuplicate) continue;
      this.#nameGaps(gaps, last, told.index);
      gaps = [];
      if (told.index < last) this.find('reordered', offset, told.index);
      last = told.index;
    }
    this.#nameGaps(gaps, last, Number.POSITIVE_INFINITY);
    return last;
  }

  /** Lost entries have no row that says where they stood: they lie between those whose indexes they lie between. */
  #nameGaps(offsets: readonly number[], before: number, after: number): void {
    if (offsets.length === 0) return;
    const isDeclared = offsets.length <= this.findings.lostBetween(before, after);
    if (isDeclared) this.findings.declared += offsets.length;
    else for (const offset of offsets) this.find('gap', offset);
  }
}

/** Cuts what is held and recorded into windows of bounded size, in the order of offsets. */
export function windowsOf(partitions: readonly HeldPartition[], findings: Findings, size = WINDOW): Slice[][] {
  const windows: Slice[][] = [[]];
  let room = size;
  for (const partition of partitions) {
    const end = Math.min(partition.end, partition.next);
    for (let from = partition.from; from < end;) {
      if (room === 0) {
        windows.push([]);
        room = size;
      }
      const until = Math.min(end, from + room);
      windows.at(-1)?.push(new Slice(partition, from, until, findings));
      room -= until - from;
      from = until;
    }
  }
  return windows;
}
