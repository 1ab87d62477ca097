import type { RecordBatch } from '@holdfast/bus';
import { StatedDirectory } from '@holdfast/policy';
import { TileEdge } from '@holdfast/tlog';
import type { Log } from '../../tree/log.js';
import { NOTHING_TAKEN_OVER } from '../take-over/taken-over.js';
import type { Entry } from '../assign.js';

const MAX_FRESH = 5_000;

/** What the ledger knows of its record at a moment. */
export interface RecordState {
  log: Log;
  /** The last index of the record, -1 for none. */
  lastIndex: number;
  directory: StatedDirectory;
  /** The right edge of the tree over the entries of this log. */
  tree: TileEdge;
  /** Whether anything was ever erased: only then a message may be the resend of an erased one. */
  hasErased: boolean;
}

/**
 * What the leading ledger knows between batches; read anew whenever it takes the lead. Written by the recording of
 * batches alone, read by the publisher, the ticks and the checkpoints.
 */
export class LedgerState implements RecordState {
  log: Log = { number: 1, origin: '', key: '', base: 0, extensions: [] };
  directory = StatedDirectory.empty;
  lastIndex = -1;
  tree = TileEdge.empty;
  hasErased = false;
  /** What was taken over from the published record and will be read from its kind topics again. */
  takenOver = NOTHING_TAKEN_OVER;
  /** Entries that were just recorded, for the publisher; bounded, the table has them all. */
  readonly fresh: Entry[] = [];
  readonly #next = new Map<string, bigint>();
  #wake: (() => void) | undefined;

  restore(places: readonly { topic: string; partition: number; offset: string }[], state: RecordState): void {
    this.#next.clear();
    for (const { topic, partition, offset } of places) this.#next.set(`${topic}/${partition}`, BigInt(offset));
    this.stand(state);
    this.fresh.length = 0;
  }

  /** A batch is durable: what it made of the record, and where its partition goes on. */
  advance({ topic, partition }: RecordBatch, next: bigint, state: RecordState, entries: readonly Entry[]): void {
    this.#next.set(`${topic}/${partition}`, next);
    this.stand(state);
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

  private stand({ log, lastIndex, directory, tree, hasErased }: RecordState): void {
    Object.assign(this, { log, lastIndex, directory, tree, hasErased });
  }
}
