import { MessageRejected } from '@holdfast/contracts';
import { leafHash, openCheckpoint, parseProof, TlogMalformed, verifyInclusion } from '@holdfast/tlog';
import type { Checkpoint, VerifierKey } from '@holdfast/tlog';
import type { Check } from '../given/check.js';
import { judgeWitnesses } from '../given/witnesses.js';
import type { Quorum } from '../given/witnesses.js';
import { judgeText } from './judge-text.js';
import type { Covers } from './judge-text.js';
import { readOpening } from './opening.js';
import type { LedgerRecord } from './opening.js';

/** What a receipt is held against. */
export interface ReceiptQuestion {
  key: VerifierKey;
  quorum: Quorum;
  /** The message, if it is to be shown that this one was recorded. */
  text?: Buffer;
}

/** What came of it; the parts are there as far as they could be read. */
export interface ReceiptVerdict {
  holds: boolean;
  checks: Check[];
  record?: LedgerRecord;
  /** Leaf number in the log. */
  index?: number;
  checkpoint?: Checkpoint;
  covers?: Covers;
}

/** Judges a receipt by what is given alone: no clock, no network, no trust in whoever handed it over. */
export function judgeReceipt(receipt: string, { key, quorum, text }: ReceiptQuestion): ReceiptVerdict {
  const checks: Check[] = [];
  const proof = attempt(checks, 'form', 'it is a receipt (c2sp.org/tlog-proof@v1)', () => parseProof(receipt));
  if (!proof) return { holds: false, checks };
  const { index } = proof;
  const signed = attempt(checks, 'signature', `the checkpoint is signed by ${key.name}`, () =>
    openCheckpoint(proof.checkpoint, key),
  );
  const opened = attempt(checks, 'opening', 'the record is the one that the entry was made of', () =>
    readOpening(proof.extra),
  );
  if (signed && opened) {
    const { size, root } = signed.checkpoint;
    const isIn = verifyInclusion({ index, size, leaf: leafHash(opened.entry), proof: proof.proof, root });
    checks.push({ name: 'inclusion', holds: isIn, says: isIn ? inTree(index, size) : notInTree(index, size) });
  }
  if (signed) checks.push(...judgeWitnesses(signed.note, quorum));
  const judged = text && opened && judgeText(text, opened.record);
  if (judged) checks.push(judged.check);
  const holds = checks.every((each) => each.holds);
  const parts = { ...(opened && { record: opened.record }), ...(signed && { checkpoint: signed.checkpoint }) };
  return { holds, checks, index, ...parts, ...(judged && { covers: judged.covers }) };
}

const inTree = (index: number, size: number) => `the record is entry ${index} of the ${size} that were signed`;
const notInTree = (index: number, size: number) =>
  `the record, the index or the proof was changed: this is not entry ${index} of the ${size} that were signed`;

/** What cannot be read does not hold; what went wrong is the reason. */
function attempt<T>(checks: Check[], name: string, says: string, read: () => T): T | undefined {
  try {
    const value = read();
    checks.push({ name, holds: true, says });
    return value;
  } catch (error) {
    if (!(error instanceof TlogMalformed || error instanceof MessageRejected)) throw error;
    checks.push({ name, holds: false, says: error.message });
    return undefined;
  }
}
