import { TlogMalformed } from '../malformed.js';
import { fromBase64, fromDecimal } from '../note/base64.js';
import { parseHashLines, printHashLines } from './hash-lines.js';

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_LENGTH = 2 * 1024 * 1024;

/** A proof that stands without the log: where the entry is, its path to the root, and who signed that root. */
export interface TlogProof {
  /** Leaf number in its log. */
  index: number;
  proof: Buffer[];
  /** The signed note, verbatim. */
  checkpoint: string;
  /** What the application adds; it is not authenticated by itself. */
  extra?: Buffer;
}

/** Prints a proof as `c2sp.org/tlog-proof@v1`. */
export function printProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const own = extra === undefined ? '' : `extra ${extra.toString('base64')}\n`;
  return `${HEADER}\n${own}index ${index}\n${printHashLines(proof)}\n${checkpoint}`;
}

/** Reads what `printProof` prints. Throws TlogMalformed. */
export function parseProof(text: string): TlogProof {
  if (text.length > MAX_LENGTH) throw new TlogMalformed('A proof has at most two mebibytes');
  const end = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  if (header !== HEADER) throw new TlogMalformed(`A proof begins with ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const index = lines.shift() ?? '';
  if (!index.startsWith('index ')) throw new TlogMalformed('A proof names its index');
  return {
    index: fromDecimal(index.slice('index '.length), 'The index of a proof'),
    proof: parseHashLines(lines),
    checkpoint: text.slice(end + 2),
    ...(extra === undefined ? {} : { extra: fromBase64(extra, 'The extra line of a proof') }),
  };
}
