import { TlogMalformed } from '../malformed.js';
import { fromDecimal } from '../note/base64.js';
import { parseHashLines, printHashLines } from '../proof/hash-lines.js';

/** What a log sends to a witness (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** The size that the witness cosigned last, as the log believes. */
  old: number;
  /** Consistency from that size. */
  proof: Buffer[];
  /** The signed note, verbatim. */
  checkpoint: string;
}

/** Prints the body of the request. */
export function printAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${printHashLines(proof)}\n${checkpoint}`;
}

/** Reads what `printAddCheckpoint` prints. Throws TlogMalformed. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const end = text.indexOf('\n\n');
  const [old = '', ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  if (!old.startsWith('old ')) throw new TlogMalformed('The old size comes first');
  return {
    old: fromDecimal(old.slice('old '.length), 'The old size'),
    proof: parseHashLines(hashes),
    checkpoint: text.slice(end + 2),
  };
}
