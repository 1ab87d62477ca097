import { setImmediate as otherWork } from 'node:timers/promises';
import { HubError } from '@holdfast/contracts';
import type { OutgoingRecord } from '@holdfast/bus';
import type { Admitted, Refused } from '../admit/admission.js';
import { Batch } from './batch.js';
import { isBlank, LineSplitter } from './lines.js';
import type { Line } from './lines.js';
import { Tally } from './tally.js';
import type { UploadAnswer } from './upload-answer.js';

/** The longest line of an upload, and the largest single message, in bytes. */
export const MAX_MESSAGE_BYTES = 768 * 1024;

const SLICE_MS = 1;
export const LINE_TOO_LONG = { pointer: '', rule: 'line-length', message: `is over ${MAX_MESSAGE_BYTES} bytes` };

/** What an upload needs of the hub: a verdict on each line, and a way out for what was admitted. */
export interface Door {
  admit(line: Buffer): Admitted | Refused;
  publish(records: readonly OutgoingRecord[]): Promise<void>;
}

/**
 * Reads an upload in constant memory: a batch is what arrived while the last one was under way, and at most one is, so
 * that the sender's order holds. Reading waits when a full batch does.
 */
export class Upload {
  private readonly splitter = new LineSplitter(MAX_MESSAGE_BYTES);
  private readonly tally = new Tally();
  private lines = 0;
  private next: Batch | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private isIdle = true;
  private stopped: { batch: Batch; cause: unknown } | undefined;
  private sliceBegan = performance.now();

  constructor(private readonly door: Door) {}

  /** Reads to the end, or to the first batch whose outcome is unknown; then the answer says where it stopped. */
  async read(chunks: AsyncIterable<Buffer>): Promise<UploadAnswer> {
    for await (const chunk of chunks) {
      await this.take(this.splitter.push(chunk));
      if (this.stopped) break;
      if (this.isIdle) this.send();
    }
    if (!this.stopped) await this.take(this.splitter.end());
    await this.underWay;
    this.send();
    await this.underWay;
    return this.answer();
  }

  private async take(lines: Iterable<Line>): Promise<void> {
    for (const line of lines) {
      if (this.stopped) return;
      this.judge(line);
      if (this.next?.isFull) await this.makeRoom();
      if (performance.now() - this.sliceBegan < SLICE_MS) continue;
      await otherWork();
      this.sliceBegan = performance.now();
    }
  }

  private judge({ number, bytes }: Line): void {
    this.lines = number;
    if (bytes && isBlank(bytes)) return;
    const outcome = bytes ? this.door.admit(bytes) : { faults: [LINE_TOO_LONG] };
    if ('faults' in outcome) return this.tally.refuse(number, outcome.faults);
    this.next ??= new Batch(number, this.tally.soFar);
    this.next.add(outcome);
  }

  private async makeRoom(): Promise<void> {
    await this.underWay;
    this.send();
  }

  /** Publishes what has come together. After a batch of unknown outcome nothing more is sent. */
  private send(): void {
    const batch = this.next;
    if (!batch || this.stopped) return;
    this.next = undefined;
    this.underWay = this.publish(batch);
  }

  private async publish(batch: Batch): Promise<void> {
    this.isIdle = false;
    try {
      await this.door.publish(batch.records);
      this.tally.durable(batch);
      this.isIdle = true;
    } catch (cause) {
      this.stopped = { batch, cause };
    }
  }

  private answer(): UploadAnswer {
    if (!this.stopped) return this.tally.ended(this.lines);
    const { batch, cause } = this.stopped;
    if (!(cause instanceof HubError && cause.retryable)) throw cause;
    return this.tally.stopped(batch, this.lines);
  }
}
