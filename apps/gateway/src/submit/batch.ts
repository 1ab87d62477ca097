import type { OutgoingRecord } from '@holdfast/bus';

const MAX_RECORDS = 500;
const MAX_BYTES = 512 * 1024;

/** What an upload had been refused before a line: how many lines, and how many of their faults were kept. */
export interface RefusedBefore {
  lines: number;
  faults: number;
}

/** Messages that are published in one call. */
export class Batch {
  readonly records: OutgoingRecord[] = [];
  readonly messageIds: string[] = [];
  private bytes = 0;

  /** A batch begins with a line, and knows what had been refused before it. */
  constructor(
    readonly firstLine: number,
    readonly before: RefusedBefore,
  ) {}

  add({ record, messageId }: { record: OutgoingRecord; messageId: string }): void {
    this.records.push(record);
    this.messageIds.push(messageId);
    this.bytes += record.value?.length ?? 0;
  }

  get isFull(): boolean {
    return this.records.length >= MAX_RECORDS || this.bytes >= MAX_BYTES;
  }
}
