import type { Fault } from '@holdfast/contracts';

/** A broken rule of an upload, with the line it stands in, from 1. */
export interface Refusal extends Fault {
  line: number;
}

/** What became of an upload. */
export interface UploadAnswer {
  /** Messages that every replica holds. */
  accepted: number;
  /** Lines that were refused; nothing of them was published. */
  refused: number;
  /** Why, for as many broken rules as fit. */
  refusals: Refusal[];
  /** Ids of the first accepted messages. */
  messageIds: string[];
  /** Every line up to here is either durable or refused. */
  durableThrough: number;
  /** The last line that was read, when the upload was not read to its end. */
  stoppedAt?: number;
}
