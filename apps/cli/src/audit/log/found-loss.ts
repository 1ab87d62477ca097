import { Int, ListOf, nested, OneOf, Text } from '@holdfast/contracts';
import { table } from '../../output/table.js';

const COUNT = { min: 0, max: Number.MAX_SAFE_INTEGER };

const HARMS: Readonly<Record<string, string>> = {
  missing: 'no row is left',
  changed: 'the row is not what was signed',
  unplaced: 'some of these may have been changed; nothing is left to tell which',
  unsigned: 'the rows are here, but no checkpoint covers them',
};

class LostRange {
  @Int({ ...COUNT, about: 'The first index.' })
  from!: number;

  @Int({ ...COUNT, about: 'The last index.' })
  to!: number;

  @OneOf(Object.keys(HARMS), { about: 'What became of them.' })
  harm!: string;
}

class SkippedRange {
  @Text({ max: 249, about: 'Kind topic.' })
  topic!: string;

  @Int({ ...COUNT, about: 'Partition.' })
  partition!: number;

  @Int({ ...COUNT, about: 'The first offset.' })
  from!: number;

  @Int({ ...COUNT, about: 'The offset after the last.' })
  end!: number;
}

/** What a log has lost, and its successor where one was started. */
export class FoundLoss {
  @Text({ max: 500, about: 'Why the ledger does not lead.' })
  why!: string;

  @Text({ max: 255, about: 'Name of the log.' })
  log!: string;

  @Int({ ...COUNT, about: 'Entries that were signed.' })
  signed!: number;

  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'The largest index that was published.' })
  published!: number;

  @Int({ ...COUNT, about: 'First index of the successor.' })
  base!: number;

  @Int({ ...COUNT, about: 'How many indexes are lost.' })
  count!: number;

  @ListOf(nested(() => LostRange), { max: 1_000, about: 'Which.' })
  lost!: LostRange[];

  @ListOf(nested(() => SkippedRange), { max: 100_000, about: 'Offsets that nobody holds any more.' })
  skipped!: SkippedRange[];

  @Text({ max: 255, optional: true, about: 'Name of the successor.' })
  origin?: string;
}

/** The same for people: what is lost, what will become of it, and what to do. */
export function textOfLoss({ why, log, signed, published, base, count, lost, skipped, origin }: FoundLoss): string {
  const rows = lost.map(({ from, to, harm }) => [from === to ? String(from) : `${from}–${to}`, HARMS[harm] ?? harm]);
  const parts = [
    `${log} cannot be led: ${why}\n`,
    `Its largest checkpoint covers ${signed} entries; the largest published index is ${published}.\n`,
    count === 0 ? 'No index is lost.\n' : `${table(['index', 'what became of it'], rows)}${count} indexes are lost.\n`,
    ...skipped.map(
      (each) => `${each.topic}/${each.partition} ${each.from}–${each.end - 1}: no longer held by any broker\n`,
    ),
  ];
  const next =
    origin === undefined
      ? `Nothing was done. A restored backup brings back what a successor cannot: try that first. Then --confirm closes the
log as it was last signed; its successor begins with index ${base} and declares the rest lost.\n`
      : `${log} is closed as it was last signed; ${origin} goes on from index ${base} and declares this loss.
Give its key line (/ledger/logs names its path) to members and witnesses, and tell them what is lost.\n`;
  return [...parts, next].join('');
}
