import { Flag, Int, ListOf, nested, parse, readJson, Text } from '@holdfast/contracts';
import type { Check } from '../given/check.js';
import { CommandFailed } from '../../output/command-failed.js';
import type { ReadFile } from '../walk/log-files.js';

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

/** Whether the indexes go on from log to log: none twice, and only the last log is open. */
export function judgeChain(logs: readonly { listed?: ListedLog; size: number | undefined }[]): Check[] {
  if (logs.length < 2) return [];
  const faults = logs.slice(1).flatMap(({ listed }, at) => {
    const before = logs[at];
    if (!listed || !before?.listed || before.size === undefined) return [];
    const open = before.listed.closed ? [] : [`${before.listed.origin} has a successor and is not closed`];
    const end = before.listed.base + before.size;
    return listed.base < end ? [...open, `${listed.origin} begins at ${listed.base}, before ${end}`] : open;
  });
  const says = faults.length === 0 ? `the indexes go on through ${logs.length} logs` : faults.join('; ');
  return [{ name: 'chain', holds: faults.length === 0, says }];
}
