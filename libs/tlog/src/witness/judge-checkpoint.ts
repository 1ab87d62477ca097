import { TlogMalformed } from '../malformed.js';
import { parseCheckpoint } from '../note/checkpoint.js';
import type { Checkpoint } from '../note/checkpoint.js';
import { parseNote } from '../note/note.js';
import type { Note } from '../note/note.js';
import { verifiedBy } from '../note/verified-by.js';
import type { VerifierKey } from '../note/verifier-key.js';
import { EMPTY_ROOT } from '../tree/hash.js';
import { verifyConsistency } from '../tree/verify.js';
import type { TreeHead } from '../tree/verify.js';
import type { AddCheckpoint } from './add-checkpoint.js';

/** What a witness answers: it cosigns the text, or the status of C2SP tlog-witness with the reason. */
export type WitnessVerdict =
  | { status: 200; checkpoint: Checkpoint; text: string }
  | { status: 400 | 403 | 404 | 422; reason: string }
  /** The log is behind or ahead of what was cosigned last: this size. */
  | { status: 409; reason: string; size: number };

/**
 * Whether a witness cosigns: only what a log that it knows has signed, and what only adds to what it cosigned last. A
 * function of the request and that state alone.
 */
export function judgeCheckpoint(
  { old, proof, checkpoint: signed }: AddCheckpoint,
  last: (origin: string) => TreeHead,
  keys: readonly VerifierKey[],
): WitnessVerdict {
  const read = readSigned(signed);
  if (!read) return { status: 400, reason: 'This is no signed checkpoint' };
  const { note, checkpoint } = read;
  const own = keys.filter(({ name }) => name === checkpoint.origin);
  if (own.length === 0) return { status: 404, reason: 'This log is unknown here' };
  if (!isSigned(note, own)) return { status: 403, reason: 'The log has not signed this' };
  if (old > checkpoint.size) return { status: 400, reason: 'The old size is over the new one' };
  const known = last(checkpoint.origin);
  if (old !== known.size) return { status: 409, reason: 'Another size was cosigned last', size: known.size };
  // A tree of nothing has one root only: so an empty checkpoint with another one does not grow from it.
  const from = old === 0 ? { size: 0, root: EMPTY_ROOT } : known;
  if (!verifyConsistency({ from, to: checkpoint, proof })) return inconsistent;
  return { status: 200, checkpoint, text: note.text };
}

const inconsistent: WitnessVerdict = { status: 422, reason: 'The tree does not grow from what was cosigned last' };

function readSigned(signed: string): { note: Note; checkpoint: Checkpoint } | undefined {
  try {
    const note = parseNote(signed);
    return { note, checkpoint: parseCheckpoint(note.text) };
  } catch (error) {
    if (error instanceof TlogMalformed) return undefined;
    throw error;
  }
}

function isSigned(note: Note, keys: readonly VerifierKey[]): boolean {
  try {
    return verifiedBy(note, keys).length > 0;
  } catch (error) {
    if (error instanceof TlogMalformed) return false;
    throw error;
  }
}
