import { readRecorded, RECORDED } from '@holdfast/bus';
import type { TopicOffsets } from '@holdfast/bus';

/** Longer than any run that is published once more: what was not confirmed in time, or comes from a leader before. */
const LOOK_BACK = 10_000;

/** The largest index that was published, -1 for none. The last record may be an older one, published again. */
export async function lastPublished(offsets: TopicOffsets): Promise<number> {
  const newest = await offsets.newest(RECORDED, LOOK_BACK);
  return newest.map(readRecorded).reduce((largest, { index }) => Math.max(largest, index), -1);
}
