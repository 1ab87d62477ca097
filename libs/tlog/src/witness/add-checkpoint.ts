import { TlogMalformed } from '../malformed.js';
import { fromBase64, fromDecimal } from '../note/base64.js';
import { HASH_BYTES } from '../tree/hash.js';

const MAX_HASHES = 63;

/** What a log sends to a witness (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** The size that the witness cosigned last, as the log believes. */
  old: number;
  /** Consistency from that size. */
  proof: Buffer[];
  /** The signed note, verbatim. */
  checkpoint: string;
}

export function printAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  const hashes = proof.map((hash) => `${hash.toString('base64')}\n`);
  return `old ${old}\n${hashes.join('')}\n${checkpoint}`;
}

/** Throws TlogMalformed. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const end = text.indexOf('\n\n');
  const [old = '', ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  if (!old.startsWith('old ')) throw new TlogMalformed('The old size comes first');
  if (hashes.length > MAX_HASHES) throw new TlogMalformed(`There are at most ${MAX_HASHES} hashes`);
  return {
    old: fromDecimal(old.slice('old '.length), 'The old size'),
    proof: hashes.map((line) => fromBase64(line, 'A hash of the proof', HASH_BYTES)),
    checkpoint: text.slice(end + 2),
  };
}
