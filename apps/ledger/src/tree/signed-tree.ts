import { EMPTY_ROOT, openCheckpoint } from '@holdfast/tlog';
import type { Checkpoint, Signer, TileEdge } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { edgeAt } from './edge-at.js';
import { LogForked } from './errors.js';
import type { OpenLog } from './log.js';

/** What was signed last, and the edge of the tree at that size. */
export interface SignedTree {
  checkpoint: Checkpoint;
  edge: TileEdge;
}

/**
 * The largest checkpoint among those that are known, and the tree that the record gives at its size. Throws LogForked
 * when the record cannot be brought to it: then nothing may be signed.
 */
export async function signedTree(
  database: DataSource,
  log: OpenLog,
  { signer, known }: { signer: Signer; known: readonly string[] },
): Promise<SignedTree> {
  const checkpoint = largest(log.origin, signer, [...known, ...(log.checkpoint === undefined ? [] : [log.checkpoint])]);
  const recorded = log.nextIndex - log.base;
  if (recorded < checkpoint.size) {
    throw new LogForked('The record is shorter than what was signed', { recorded, signed: checkpoint.size });
  }
  const edge = await edgeAt(database, log, checkpoint.size);
  if (!edge.root().equals(checkpoint.root)) {
    throw new LogForked('The record has another root than what was signed', { signed: checkpoint.size });
  }
  return { checkpoint, edge };
}

/** Notes of other logs, or that this key did not sign, are nobody's word here. */
function largest(origin: string, { key }: Signer, notes: readonly string[]): Checkpoint {
  const own = notes.flatMap((note) => {
    try {
      return [openCheckpoint(note, key).checkpoint];
    } catch {
      return [];
    }
  });
  const empty: Checkpoint = { origin, size: 0, root: EMPTY_ROOT, extensions: [] };
  const best = own.reduce((one, other) => (other.size > one.size ? other : one), empty);
  if (own.some(({ size, root }) => size === best.size && !root.equals(best.root))) {
    throw new LogForked('Two checkpoints of one size were signed', { signed: best.size });
  }
  return best;
}
