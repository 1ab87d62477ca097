import type { PartitionEnd } from '@holdfast/bus';

/** Whether everything below these ends is recorded. */
export function isRecorded(
  ends: readonly PartitionEnd[],
  nextOffset: (topic: string, partition: number) => bigint,
): boolean {
  return ends.every(({ topic, partition, end }) => nextOffset(topic, partition) >= end);
}
