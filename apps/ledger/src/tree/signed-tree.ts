import { EMPTY_ROOT, openCheckpoint } from '@holdfast/tlog';
import type { Checkpoint, TileEdge, VerifierKey } from '@holdfast/tlog';
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
  { key, known }: { key: VerifierKey; known: readonly string[] },
): Promise<SignedTree> {
  const { checkpoint, note } = largestSigned(log, key, known);
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

/**
 * The largest checkpoint of an open log among what its row and others know, a closing one before others of its size.
 * Notes of other logs, or that its key did not sign, are nobody's word. Throws LogForked where two of them differ.
 */
export function largestSigned(
  { origin, checkpoint: stored }: OpenLog,
  key: VerifierKey,
  known: readonly string[],
): Omit<SignedTree, 'edge'> {
  const own = [...known, ...(stored === undefined ? [] : [stored])].flatMap((note) => {
    try {
      return [{ checkpoint: openCheckpoint(note, key).checkpoint, note }];
    } catch {
      return [];
    }
  });
  const empty: Omit<SignedTree, 'edge'> = { checkpoint: { origin, size: 0, root: EMPTY_ROOT, extensions: [] } };
  const best = own.reduce((one, other) => (isBeyond(other.checkpoint, one.checkpoint) ? other : one), empty);
  const { size, root } = best.checkpoint;
  if (own.some(({ checkpoint }) => checkpoint.size === size && !checkpoint.root.equals(root))) {
    throw new LogForked('Two checkpoints of one size were signed', { signed: size });
  }
  return best;
}

const isBeyond = (one: Checkpoint, other: Checkpoint): boolean =>
  one.size > other.size || (one.size === other.size && isClosing(one));
