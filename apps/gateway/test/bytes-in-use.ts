import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is really in use of this process's memory, once everything that could be let go is gone. */
export function bytesInUse(): number {
  collectGarbage();
  // Buffers that were found to be garbage are given back meanwhile; another collection waits for that.
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
