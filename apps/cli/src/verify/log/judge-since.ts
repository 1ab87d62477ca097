import { proveConsistency, tilePath, TlogMalformed, verifyConsistency } from '@holdfast/tlog';
import type { Checkpoint, TileRef } from '@holdfast/tlog';
import type { Check } from '../given/check.js';
import type { ReadFile } from '../walk/log-files.js';
import { LogReader } from '../walk/log-reader.js';

/** Whether a log only added to what it had signed before. */
export async function judgeSince(read: ReadFile, before: Checkpoint, now: Checkpoint): Promise<Check> {
  const check = (holds: boolean, says: string): Check => ({ name: 'since', holds, says });
  const { size } = before;
  if (size > now.size) {
    return check(false, `${size} entries were signed before and only ${now.size} now: the log was cut off`);
  }
  try {
    const proof = await proveConsistency(size, now.size, tilesFrom(read));
    return verifyConsistency({ from: before, to: now, proof })
      ? check(true, `the ${size} entries that were signed before are the first ${size} of these, unchanged`)
      : check(
          false,
          `the ${size} entries that were signed before are not the first ${size} of these: the past was changed`,
        );
  } catch (error) {
    if (!(error instanceof TlogMalformed)) throw error;
    return check(false, `the tiles cannot show it: ${error.message}`);
  }
}

function tilesFrom(read: ReadFile): (ref: TileRef) => Promise<Buffer> {
  return async (ref) => {
    const tile = await new LogReader(read, []).tile(ref);
    if (!tile) throw new TlogMalformed(`${tilePath(ref)} is missing or malformed`);
    return tile;
  };
}
