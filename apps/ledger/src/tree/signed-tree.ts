import { EMPTY_ROOT, openCheckpoint } from '@holdfast/tlog';
import type { Checkpoint, Signer, TileEdge } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { isClosing } from './rollover/closing.js';
import { edgeAt } from './tiles/edge-at.js';
import { LogForked } from './errors.js';
import type { OpenLog } from './log.js';

/** A tree that was signed now: its checkpoint as a note. */
export interface Signed extends SignedTree {
  note: string;
}

/** What was signed last, and the edge of the tree at that size. */
export interface SignedTree {
  checkpoint: Checkpoint;
  /** As a signed note; absent while nothing was signed. */
  note?: string;
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
  const own = log.checkpoint === undefined ? [] : [log.checkpoint];
  const { checkpoint, note } = largest(log.origin, signer, [...known, ...own]);
  if (isClosing(checkpoint)) throw new LogForked('The log was closed, and the database does not know it');
  const recorded = log.nextIndex - log.base;
  if (recorded < checkpoint.size) {
    throw new LogForked('The record is shorter than what was signed', { recorded, signed: checkpoint.size });
  }
  const edge = await edgeAt(database, log, checkpoint.size);
  if (!edge.root().equals(checkpoint.root)) {
    throw new LogForked('The record has another root than what was signed', { signed: checkpoint.size });
  }
  return { checkpoint, edge, ...(note === undefined ? {} : { note }) };
}

/** Notes of other logs, or that this key did not sign, are nobody's word here. */
function largest(origin: string, { key }: Signer, notes: readonly string[]): Omit<SignedTree, 'edge'> {
  const own = notes.flatMap((note) => {
    try {
      return [{ checkpoint: openCheckpoint(note, key).checkpoint, note }];
    } catch {
      return [];
    }
  });
  const empty: Omit<SignedTree, 'edge'> = { checkpoint: { origin, size: 0, root: EMPTY_ROOT, extensions: [] } };
  const best = own.reduce((one, other) => (other.checkpoint.size > one.checkpoint.size ? other : one), empty);
  const { size, root } = best.checkpoint;
  if (own.some(({ checkpoint }) => checkpoint.size === size && !checkpoint.root.equals(root))) {
    throw new LogForked('Two checkpoints of one size were signed', { signed: size });
  }
  return best;
}
