import type { Fault } from '@holdfast/contracts';
import type { Batch, RefusedBefore } from './batch.js';
import type { Refusal, UploadAnswer } from './upload-answer.js';

const MAX_REFUSALS = 1_000;
const MAX_IDS = 1_000;

/** What is known of an upload so far, in bounded memory. */
export class Tally {
  private accepted = 0;
  private refused = 0;
  private readonly refusals: Refusal[] = [];
  private readonly messageIds: string[] = [];

  refuse(line: number, faults: readonly Fault[]): void {
    this.refused++;
    const room = MAX_REFUSALS - this.refusals.length;
    this.refusals.push(...faults.slice(0, room).map((fault) => ({ line, ...fault })));
  }

  /** What had been refused before the line that is read now. */
  get soFar(): RefusedBefore {
    return { lines: this.refused, faults: this.refusals.length };
  }

  /** All replicas hold the batch. */
  durable({ records, messageIds }: Batch): void {
    this.accepted += records.length;
    this.messageIds.push(...messageIds.slice(0, MAX_IDS - this.messageIds.length));
  }

  /** The upload was read to its end and every batch is durable. */
  ended(lines: number): UploadAnswer {
    const { accepted, refused, refusals, messageIds } = this;
    return { accepted, refused, refusals, messageIds, durableThrough: lines };
  }

  /** The outcome of a batch is unknown: what comes after it is left out, since the sender sends it again. */
  stopped({ firstLine, before }: Batch, lines: number): UploadAnswer {
    const { accepted, messageIds } = this;
    const refusals = this.refusals.slice(0, before.faults);
    return { accepted, refused: before.lines, refusals, messageIds, durableThrough: firstLine - 1, stoppedAt: lines };
  }
}
