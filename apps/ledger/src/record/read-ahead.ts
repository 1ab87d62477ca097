import { setImmediate as turn } from 'node:timers/promises';
import type { RecordBatch } from '@holdfast/bus';
import { readSubmitted } from '../judge/submitted.js';
import type { Submitted } from '../judge/submitted.js';

type Message = RecordBatch['records'][number];

/** So many records between two turns of the event loop: the answers to the batch before are not kept waiting. */
const SLICE = 25;

/** Reads the records of a batch while the one before it commits. What was not read ahead is read when it is wanted. */
export class ReadAhead {
  private readonly submitted = new WeakMap<Message, Submitted>();

  readonly prepare = async (batch: RecordBatch): Promise<void> => {
    for (let at = 0; at < batch.records.length; at += SLICE) {
      for (const record of batch.records.slice(at, at + SLICE)) if (!this.read(batch, record)) return;
      await turn();
    }
  };

  /** Throws KindUnknown for what a newer build may read. */
  of(place: Pick<RecordBatch, 'topic' | 'partition'>, record: Message): Submitted {
    return this.submitted.get(record) ?? readSubmitted(place, record);
  }

  /** Whoever records it meets the same failure, and tells of it. */
  private read(batch: RecordBatch, record: Message): boolean {
    try {
      this.submitted.set(record, readSubmitted(batch, record));
      return true;
    } catch {
      return false;
    }
  }
}
