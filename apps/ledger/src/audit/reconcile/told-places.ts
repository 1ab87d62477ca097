import type { DataSource } from 'typeorm';
import type { HeldPlaces } from './held-places.js';
import type { Findings } from './findings.js';
import type { Slice, Tally } from './slice.js';

const PAGE = 20_000;

interface PlaceRow {
  topic: string;
  partition: number;
  offset: string;
  index: string;
}

const DUPLICATES = `SELECT kafka_offset AS "offset", index FROM duplicate
  WHERE topic = $1 AND partition = $2 AND kafka_offset >= $3 AND kafka_offset < $4
  ORDER BY kafka_offset LIMIT ${PAGE}`;

/** The rows of a page of indexes that lie in what is held, and those that lie where nothing can. */
const ENTRIES = `SELECT index, status, topic, partition, kafka_offset AS "offset" FROM entry
  LEFT JOIN unnest($3::text[], $4::integer[], $5::bigint[]) AS held (topic, partition, low) USING (topic, partition)
  WHERE index >= $1 AND index < $2 AND kafka_offset >= coalesce(low, 0) ORDER BY index`;

/** Reads the record once and tells the slices of a window what it holds at their offsets. */
export class ToldPlaces {
  readonly tallies = new Map<string, Tally>();

  constructor(
    private readonly database: DataSource,
    private readonly held: HeldPlaces,
    private readonly findings: Findings,
  ) {}

  /** Rows where the brokers have nothing are named with the first window. */
  async tell(slices: readonly Slice[], isFirst: boolean, signal: AbortSignal): Promise<void> {
    for (const slice of slices) await this.tellDuplicates(slice);
    const byPartition = new Map(slices.map((slice) => [keyOf(slice.partition), slice]));
    const ends = new Map(this.held.partitions.map((each) => [keyOf(each), each.end]));
    const { nextIndex } = this.held.log;
    const columns = this.columnsFor(byPartition);
    for (let index = 0; index < nextIndex; index += PAGE) {
      signal.throwIfAborted();
      const values = [index, Math.min(nextIndex, index + PAGE), ...columns];
      const rows: (PlaceRow & { status: 'recorded' | 'conflict' | 'quarantined' })[] = await this.database.query(
        ENTRIES,
        values,
      );
      for (const row of rows) {
        const [offset, slice] = [Number(row.offset), byPartition.get(keyOf(row))];
        if (offset >= (ends.get(keyOf(row)) ?? 0)) {
          if (isFirst) this.findings.add({ fault: 'surplus', ...placeOf(row) });
        } else if (slice && offset < slice.end) {
          slice.tell(offset, { index: Number(row.index), isDuplicate: false });
          this.tallyOf(row)[row.status]++;
        }
      }
    }
  }

  tallyOf(partition: { topic: string; partition: number }): Tally {
    const known = this.tallies.get(keyOf(partition));
    const tally = known ?? { recorded: 0, conflict: 0, quarantined: 0, duplicate: 0 };
    if (!known) this.tallies.set(keyOf(partition), tally);
    return tally;
  }

  private async tellDuplicates(slice: Slice): Promise<void> {
    const { topic, partition, end } = slice.range;
    for (let from: number | undefined = slice.from; from !== undefined;) {
      const rows: PlaceRow[] = await this.database.query(DUPLICATES, [topic, partition, from, end]);
      for (const { offset, index } of rows) {
        slice.tell(Number(offset), { index: Number(index), isDuplicate: true });
        this.tallyOf(slice.range).duplicate++;
      }
      from = rows.length < PAGE ? undefined : Number(rows.at(-1)?.offset) + 1;
    }
  }

  /** From where on the rows of each partition are of interest: the window's, or what the brokers cannot hold. */
  private columnsFor(byPartition: ReadonlyMap<string, Slice>): unknown[] {
    const { partitions } = this.held;
    return [
      partitions.map(({ topic }) => topic),
      partitions.map(({ partition }) => partition),
      partitions.map((each) => byPartition.get(keyOf(each))?.from ?? each.end),
    ];
  }
}

export const keyOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

/** A row's place in numbers. */
export function placeOf({ topic, partition, offset, index }: PlaceRow) {
  return { topic, partition, offset: Number(offset), index: Number(index) };
}
