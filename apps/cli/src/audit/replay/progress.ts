import { Flag, Int, ListOf, MessageId, nested, ReplayMismatch, text } from '@holdfast/contracts';
import { Frontier, hashesIn } from '@holdfast/tlog';
import { Reason } from './answers.js';
import type { PageHead } from './answers.js';

const MAX_LISTED = 1_000;
const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** How far a replay is: everything that a later run needs to go on, and what it has counted so far. */
export class Progress {
  @MessageId({ about: 'The session.' })
  sessionId!: string;

  @Flag({ about: 'Whether the replay is whole.' })
  complete!: boolean;

  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'Last index that was read.' })
  next!: number;

  @Int({ ...COUNT, about: 'Bytes of the output that count.' })
  bytes!: number;

  @Int({ ...COUNT, about: 'Entries given whole.' })
  entries!: number;

  @Int({ ...COUNT, about: 'Entries whose message was erased.' })
  tombstones!: number;

  @ListOf(nested(() => Reason), { max: 100, about: 'Entries that are not given.' })
  leftOut!: Reason[];

  @ListOf(nested(() => ReplayMismatch), { max: MAX_LISTED, about: 'The first that are not as the tree has them.' })
  mismatches!: ReplayMismatch[];

  @Int({ ...COUNT, about: 'Leaves below the hashes.' })
  leaves!: number;

  @ListOf(text({ max: 64, pattern: /^[0-9a-f]{64}$/ }), { max: 64, about: 'Tree over the span so far, hex.' })
  subtrees!: string[];
}

/** Before the first page. */
export const begun = (sessionId: string, from: number): Progress => ({
  sessionId,
  complete: false,
  next: from - 1,
  bytes: 0,
  entries: 0,
  tombstones: 0,
  leftOut: [],
  mismatches: [],
  leaves: 0,
  subtrees: [],
});

/** After a page whose lines are so many bytes. */
export function advanced(before: Progress, head: PageHead, bytes: number): Progress {
  const tree = frontierOf(before).append(hashesIn(Buffer.from(head.leaves, 'base64')));
  return {
    ...before,
    next: head.next,
    bytes: before.bytes + bytes,
    entries: before.entries + head.entries,
    tombstones: before.tombstones + head.tombstones,
    leftOut: summed([...before.leftOut, ...head.leftOut]),
    mismatches: [...before.mismatches, ...head.mismatches].slice(0, MAX_LISTED),
    leaves: tree.size,
    subtrees: tree.hashes.map((hash) => hash.toString('hex')),
  };
}

/** RFC 6962 root over the leaf hashes that were read, lower-case hex. */
export const rangeRoot = (progress: Progress): string => frontierOf(progress).root().toString('hex');

const frontierOf = ({ leaves, subtrees }: Progress): Frontier =>
  Frontier.of(
    leaves,
    subtrees.map((hex) => Buffer.from(hex, 'hex')),
  );

/** In the order of the reasons, so that the same replay says the same wherever its pages ended. */
function summed(reasons: readonly Reason[]): Reason[] {
  const names = [...new Set(reasons.map(({ reason }) => reason))].toSorted();
  const sum = (name: string) => reasons.reduce((total, { reason, count }) => total + (reason === name ? count : 0), 0);
  return names.map((reason) => ({ reason, count: sum(reason) }));
}
