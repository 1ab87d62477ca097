import { TlogMalformed } from '../malformed.js';
import { HASH_BYTES } from '../tree/hash.js';
import { fromBase64, fromDecimal } from './base64.js';
import { parseNote } from './note.js';
import type { Note } from './note.js';
import { verifiedBy } from './verified-by.js';
import type { VerifierKey } from './verifier-key.js';

/** What a log says of its tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The unique name of the log. */
  origin: string;
  /** Number of its entries. */
  size: number;
  root: Buffer;
  /** Further lines; what they mean is the log's own. */
  extensions: string[];
}

/** The text that a log signs, each line ended by a newline. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), root.toString('base64'), ...extensions].map((line) => `${line}\n`).join('');
}

/** Reads the text of a checkpoint. Throws TlogMalformed. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  if (!text.endsWith('\n') || origin === '' || extensions.includes('')) {
    throw new TlogMalformed('A checkpoint has an origin, a size, a root and no blank line');
  }
  return {
    origin,
    size: fromDecimal(size, 'The size of a checkpoint'),
    root: fromBase64(root, 'The root of a checkpoint', HASH_BYTES),
    extensions,
  };
}

/** Reads a checkpoint that its log signed. Throws TlogMalformed when it is another log's or not signed by it. */
export function openCheckpoint(signed: string, logKey: VerifierKey): { checkpoint: Checkpoint; note: Note } {
  const note = parseNote(signed);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== logKey.name) throw new TlogMalformed('The checkpoint is of another log than the key');
  if (verifiedBy(note, [logKey]).length === 0) throw new TlogMalformed('The log has not signed this checkpoint');
  return { checkpoint, note };
}
