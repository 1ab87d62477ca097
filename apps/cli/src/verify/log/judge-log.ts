import { parseCheckpoint, parseNote, TlogMalformed, verifiedBy } from '@holdfast/tlog';
import type { Checkpoint, Note, VerifierKey } from '@holdfast/tlog';
import type { Check } from '../given/check.js';
import { judgeWitnesses } from '../given/witnesses.js';
import type { Quorum } from '../given/witnesses.js';
import type { Finding } from '../walk/finding.js';
import { judgeSince } from './judge-since.js';
import type { ReadFile } from '../walk/log-files.js';
import { countOf } from './declared-lost.js';
import type { IndexRange } from './declared-lost.js';
import { walkLog } from '../walk/walk-log.js';

/** What a log is held against. */
export interface LogQuestion {
  keys: readonly VerifierKey[];
  quorum: Quorum;
  /** What the log signed before. */
  since?: Checkpoint;
  progress?: (done: number, total: number) => void;
  /** Leaves that its successor declares lost, under its signature. */
  lost?: readonly IndexRange[];
}

/** What came of it; without a checkpoint nothing else could be judged. */
export interface LogVerdict {
  checks: Check[];
  findings: Finding[];
  checkpoint?: Checkpoint;
  /** The signed note as it was served. */
  signed?: string;
}

/** Judges one log: its signature, its witnesses, every byte of it, and that it grew from what it signed before. */
export async function judgeLog(read: ReadFile, question: LogQuestion): Promise<LogVerdict> {
  const signed = (await read('checkpoint'))?.toString();
  if (signed === undefined) return unsigned('there is no checkpoint: nothing is signed');
  const opened = openByAny(signed, question.keys);
  if (typeof opened === 'string') return unsigned(opened);
  const { checkpoint, note } = opened;
  const { size, root } = checkpoint;
  const { since, progress, quorum, lost = [] } = question;
  const findings = await walkLog(read, { size, root, lost, ...(progress && { progress }) });
  const holds = findings.length === 0;
  const says = holds ? wholeBut(size, lost) : `this is not what was signed (differences: ${findings.length})`;
  const checks: Check[] = [
    { name: 'signature', holds: true, says: `the checkpoint is signed by ${checkpoint.origin}` },
    ...judgeWitnesses(note, quorum),
    { name: 'tree', holds, says },
    ...(since?.origin === checkpoint.origin ? [await judgeSince(read, since, checkpoint)] : []),
  ];
  return { checks, findings, checkpoint, signed };
}

function wholeBut(size: number, lost: readonly IndexRange[]): string {
  const inTree = lost.filter(({ from }) => from < size).map(({ from, to }) => ({ from, to: Math.min(to, size - 1) }));
  const count = countOf(inTree);
  if (count === 0) return `all ${size} entries and every tile over them give the root that was signed`;
  if (count === size) return `NOTHING OF IT WAS LOOKED AT: all ${size} entries are declared lost`;
  return `all entries but ${count} that are declared lost, and every tile over all ${size}, give the root that was signed`;
}

const unsigned = (says: string): LogVerdict => ({ checks: [{ name: 'signature', holds: false, says }], findings: [] });

/** Opens a checkpoint by the key of its log among those that are given; the reason where none opens it. */
export function openByAny(
  signed: string,
  keys: readonly VerifierKey[],
): { checkpoint: Checkpoint; note: Note } | string {
  try {
    const note = parseNote(signed);
    const checkpoint = parseCheckpoint(note.text);
    const { origin } = checkpoint;
    const own = keys.filter(({ name }) => name === origin);
    if (own.length === 0)
      return `the log calls itself ${origin}; give its key by --key too, and not as this hub says it`;
    return verifiedBy(note, own).length > 0
      ? { checkpoint, note }
      : `no given key of ${origin} has signed the checkpoint`;
  } catch (error) {
    if (!(error instanceof TlogMalformed)) throw error;
    return error.message;
  }
}
