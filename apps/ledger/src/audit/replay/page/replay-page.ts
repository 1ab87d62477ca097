import { readEnvelope, readJson } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { Verdict } from '@holdfast/policy';
import { leafHash } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import type { MessageMac } from '../../../retention/message-mac.js';
import { entryLine, isChanged, leftOutLine, tombstone } from './line.js';
import type { Line } from './line.js';
import { couldRead, intervalsOf, targetsOf } from './partner-view.js';
import { leftOut, NOT_ASKED } from './select.js';
import { spanPage } from './span-page.js';
import type { SpanRow } from './span-page.js';
import type { Terms } from '../terms.js';

/** Why entries are left out, and how many. */
export interface Reason {
  reason: string;
  count: number;
}

/** What a page of a replay says of itself, before its lines. */
export interface PageHead {
  /** Last index that the page covers; the next page is asked for after it. */
  next: number;
  /** Entries given whole. */
  entries: number;
  tombstones: number;
  /** Entries that are not given, by reason. */
  leftOut: Reason[];
  /** Entries that are not as the tree has them, or not there. */
  mismatches: { index: number; reason: string }[];
  /** Leaf hashes of every entry that the page covers, base64; whatever is left out or erased. */
  leaves: string;
}

/** What becomes of an entry: a line, a reason, both, or a mismatch. */
interface Outcome {
  line?: Line;
  counts?: 'entries' | 'tombstones';
  reason?: string;
  mismatch?: string;
}

/** The next entries of a replay. The same terms and the same record give the same bytes, wherever pages end. */
export async function replayPage(
  { database, mac }: { database: DataSource; mac: MessageMac },
  terms: Terms,
  wish: { after: number; limit: number },
): Promise<{ head: PageHead; lines: Line[] }> {
  const { rows, next } = await spanPage(database, terms, wish);
  const opened = openedOf(rows, terms);
  const views = await viewsOf({ database, mac }, terms, opened);
  const outcomes = rows.map((row) => outcomeOf(row, terms, opened.get(row.index), views));
  const indexes = new Set(rows.map(({ index }) => Number(index)));
  const missing = Array.from({ length: next - wish.after }, (_, at) => wish.after + 1 + at)
    .filter((index) => !indexes.has(index))
    .map((index) => ({ index, reason: 'MISSING' }));
  const changed = rows.flatMap(({ index }, at) => {
    const reason = outcomes[at]?.mismatch;
    return reason === undefined ? [] : [{ index: Number(index), reason }];
  });
  const count = (what: Outcome['counts']) => outcomes.filter(({ counts }) => counts === what).length;
  const head: PageHead = {
    next,
    entries: count('entries'),
    tombstones: count('tombstones'),
    leftOut: tally(outcomes.flatMap(({ reason }) => reason ?? [])),
    mismatches: [...missing, ...changed],
    leaves: Buffer.concat(rows.map((row) => leafHash(row.treeEntry))).toString('base64'),
  };
  return { head, lines: outcomes.flatMap(({ line }) => line ?? []) };
}

/** Messages are opened only where the terms look into them. */
function openedOf(rows: readonly SpanRow[], { session, profile }: Terms): Map<string, Envelope> {
  if (!session.filter && !profile.court && profile.partner === undefined) return new Map();
  return new Map(
    rows.flatMap(({ index, status, value }) =>
      value === null || status === 'quarantined' ? [] : [[index, readEnvelope(readJson(value))] as const],
    ),
  );
}

/** Whether the partner as whom it is replayed could read each of them; undefined where it is nobody's view. */
async function viewsOf(
  { database, mac }: { database: DataSource; mac: MessageMac },
  { session, profile: { partner } }: Terms,
  opened: ReadonlyMap<string, Envelope>,
): Promise<((row: SpanRow) => Verdict) | undefined> {
  if (partner === undefined) return undefined;
  const placed = [...opened].map(([index, envelope]) => ({ index: Number(index), envelope }));
  const [intervals, targets] = await Promise.all([
    intervalsOf(database, partner, session.logSize),
    targetsOf(database, mac, placed),
  ]);
  return ({ index, status }) => {
    const envelope = opened.get(index);
    if (!envelope || status !== 'recorded') return { allowed: false, rule: 'NOT-RECORDED' };
    return couldRead(partner, intervals, { index: Number(index), envelope }, targets);
  };
}

function outcomeOf(
  row: SpanRow,
  { session, profile }: Terms,
  envelope: Envelope | undefined,
  views: ((row: SpanRow) => Verdict) | undefined,
): Outcome {
  const index = Number(row.index);
  const { value, status } = row;
  if (!session.topics.includes(row.topic)) return { reason: NOT_ASKED.reason };
  if (row.erasure !== null) return { line: tombstone(index, Number(row.erasure)), counts: 'tombstones' };
  if (value === null) return { mismatch: 'MISSING' };
  if (isChanged({ ...row, value })) return { mismatch: 'CHANGED' };
  const candidate = { status, acceptedAt: row.acceptedAt.toISOString(), ...(envelope ? { envelope } : {}) };
  const left = leftOut(candidate, session, profile, views?.(row));
  if (!left) return { line: entryLine({ ...row, value }), counts: 'entries' };
  return { reason: left.reason, ...(left.listed ? { line: leftOutLine(index, left.reason) } : {}) };
}

const tally = (reasons: readonly string[]): Reason[] =>
  [...new Set(reasons)].map((reason) => ({ reason, count: reasons.filter((each) => each === reason).length }));
