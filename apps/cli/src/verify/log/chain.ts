import type { Checkpoint } from '@holdfast/tlog';
import { Flag, Int, ListOf, nested, parse, readJson, Text } from '@holdfast/contracts';
import type { Check } from '../given/check.js';
import { CommandFailed } from '../../output/command-failed.js';
import { printRanges } from '../../output/print-ranges.js';
import type { ReadFile } from '../walk/log-files.js';
import { countOf, coverAll, declaredLost, signedBase } from './declared-lost.js';
import type { IndexRange } from './declared-lost.js';

class ListedRange {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'The first index.' })
  from!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'The last index.' })
  to!: number;
}

/** A log as the hub lists it. Nothing of this is signed. */
export class ListedLog {
  @Text({ max: 200, pattern: /^(\/[-a-z0-9]+)+$/, about: 'Where it is served, below the address of the hub.' })
  path!: string;

  @Text({ max: 255, about: 'The name that its checkpoints carry.' })
  origin!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index of its first entry.' })
  base!: number;

  @Flag({ about: 'Whether a successor goes on.' })
  closed!: boolean;

  @ListOf(nested(() => ListedRange), { max: 1_000, optional: true, about: 'What it lost; what counts is signed.' })
  lost?: ListedRange[];
}

class Listed {
  @ListOf(nested(() => ListedLog), { min: 1, max: 9_999, about: 'The logs, the first one first.' })
  logs!: ListedLog[];
}

/** A log of the chain: where its files begin, below the first log, and what the hub says of it. */
export interface ChainedLog {
  below: string;
  listed?: ListedLog;
}

/** The logs that belong together, the first one first; where there is no list, the one log alone. */
export async function chainOf(read: ReadFile): Promise<ChainedLog[]> {
  const list = await read('logs');
  if (!list) return [{ below: '' }];
  const { logs } = parse(Listed, readJson(list));
  const first = logs[0]?.path ?? '';
  return logs.map((listed, at) => {
    if (at > 0 && !listed.path.startsWith(`${first}/`)) {
      throw new CommandFailed(`The list of logs names ${listed.path}, which does not lie below ${first}`);
    }
    return { below: at === 0 ? '' : `${listed.path.slice(first.length + 1)}/`, listed };
  });
}

/** A log with what it signed. */
export interface SignedLog {
  listed?: ListedLog;
  checkpoint?: Checkpoint;
}

/**
 * Whether the logs are one record: each names, under its own signature, the last checkpoint of the log before it and
 * the index at which it goes on; none is twice, none is left out but what it declares lost, and only the last one is
 * open.
 */
export function judgeChain(logs: readonly SignedLog[]): Check[] {
  if (logs.length < 2) return [];
  const faults = logs.slice(1).flatMap((log, at) => linkFaults(logs[at] ?? {}, log));
  const follow = `${logs.length} logs follow each other, each signed as the next`;
  const lost = logs.slice(0, -1).flatMap((_, at) => lostOf(logs, at));
  const but = lost.length === 0 ? '' : `, BUT ${countOf(lost)} indexes are declared lost: ${printRanges(lost)}`;
  return [
    { name: 'chain', holds: faults.length === 0, says: faults.length === 0 ? `${follow}${but}` : faults.join('; ') },
  ];
}

/** What the successor of a log declares to be lost of it. */
export function lostOf(logs: readonly SignedLog[], at: number): IndexRange[] {
  const successor = logs[at + 1]?.checkpoint;
  return (successor && declaredLost(successor)) ?? [];
}

function linkFaults(before: SignedLog, { listed, checkpoint }: SignedLog): string[] {
  // What is not signed is told of the log itself.
  if (!before.listed || !before.checkpoint || !listed || !checkpoint) return [];
  const { origin, size, root } = before.checkpoint;
  const named = `holdfast/predecessor ${origin} ${size} ${root.toString('base64')}`;
  const faults = [
    [before.listed.closed, `${origin} has a successor and is not closed`],
    [checkpoint.extensions.includes(named), `${checkpoint.origin} does not name ${origin} as it was closed`],
    [checkpoint.extensions.includes(`holdfast/base ${listed.base}`), `${checkpoint.origin} signs another first index`],
    [listed.base >= before.listed.base + size, `${checkpoint.origin} begins before ${origin} ends`],
    [signedBase(before.checkpoint) === before.listed.base, `${origin} does not begin where the list says`],
    ...lossFaults({ from: before.listed.base, end: before.listed.base + size }, { base: listed.base, checkpoint }),
  ] as const;
  return faults.flatMap(([holds, says]) => (holds ? [] : [says]));
}

/** What is lost is declared, and nothing else can be: no index of another log, and no line that nobody can read. */
function lossFaults(
  before: { from: number; end: number },
  { base, checkpoint }: { base: number; checkpoint: Checkpoint },
): [boolean, string][] {
  const { origin } = checkpoint;
  const lost = declaredLost(checkpoint);
  if (!lost) return [[false, `${origin} declares losses that are no ranges of indexes`]];
  const isOfBefore = lost.every(({ from, to }) => from >= before.from && to < base);
  return [
    [isOfBefore, `${origin} declares indexes lost that the log before it never had`],
    [
      coverAll(lost, before.end, base - 1),
      `${origin} leaves out indexes from ${before.end} on and does not declare them lost`,
    ],
  ];
}
