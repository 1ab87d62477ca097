import type { Envelope } from '@holdfast/contracts';
import type { StatedDirectory } from '@holdfast/policy';

/** A recorded message as the desk takes it up. */
export interface Said {
  index: number;
  /** The broker's append time: deadlines are judged by it. */
  acceptedAt: string;
  /** As the newest version of its kind says it. */
  envelope: Envelope;
  /** Lower-case hex. */
  contentHash: string;
  /** Members, keys and profiles in force at its index. */
  directory: StatedDirectory;
}
