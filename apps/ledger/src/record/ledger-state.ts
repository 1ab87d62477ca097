import type { RecordBatch } from '@holdfast/bus';
import { StatedDirectory } from '@holdfast/policy';
import type { Entry } from './assign.js';

const MAX_FRESH = 5_000;

/**
 * What the leading ledger knows between batches; read anew whenever it takes the lead. Written by the recording of
 * batches alone, read by the publisher and the ticks.
 */
export class LedgerState {
  directory = StatedDirectory.empty;
  lastIndex = -1;
  /** Entries that were just recorded, for the publisher; bounded, the table has them all. */
  readonly fresh: Entry[] = [];
  readonly #next = new Map<string, bigint>();
  #wake: (() => void) | undefined;

  restore(
    places: { topic: string; partition: number; offset: string }[],
    lastIndex: number,
    directory: StatedDirectory,
  ): void {
    this.#next.clear();
    for (const { topic, partition, offset } of places) this.#next.set(`${topic}/${partition}`, BigInt(offset));
    this.lastIndex = lastIndex;
    this.directory = directory;
    this.fresh.length = 0;
  }

  advance({ topic, partition }: RecordBatch, next: bigint, entries: readonly Entry[]): void {
    this.#next.set(`${topic}/${partition}`, next);
    this.lastIndex = entries.at(-1)?.index ?? this.lastIndex;
    this.fresh.push(...entries);
    if (this.fresh.length > MAX_FRESH) this.fresh.length = 0;
    this.#wake?.();
  }

  /** The first offset of a partition that is not recorded yet. */
  nextOffset(topic: string, partition: number): bigint {
    return this.#next.get(`${topic}/${partition}`) ?? 0n;
  }

  /** Resolves with the next batch, or when the signal aborts. */
  advanced(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      const before = this.#wake;
      this.#wake = () => {
        before?.();
        this.#wake = undefined;
        done();
      };
      signal.addEventListener('abort', done);
    });
  }
}
