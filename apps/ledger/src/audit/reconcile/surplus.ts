import type { OffsetRange, TopicOffsets } from '@holdfast/bus';
import { kindTopics } from '@holdfast/bus';
import type { DataSource } from 'typeorm';
import type { Findings } from './findings.js';
import type { HeldPlaces } from './held-places.js';
import type { Slice } from './slice.js';
import { keyOf, placeOf } from './told-places.js';

const MAX_NAMED = 1_000;

/** The highest first: what is recorded meanwhile cannot hide them. */
const DUPLICATES_BEYOND = `SELECT topic, partition, kafka_offset AS "offset", index FROM duplicate
  LEFT JOIN unnest($1::text[], $2::integer[], $3::bigint[]) AS held (topic, partition, high) USING (topic, partition)
  WHERE kafka_offset >= coalesce(high, 0) ORDER BY kafka_offset DESC LIMIT ${MAX_NAMED}`;

/** Names duplicates that stand where the brokers never had a record. */
export async function duplicatesBeyond(
  database: DataSource,
  offsets: TopicOffsets,
  { partitions }: HeldPlaces,
  findings: Findings,
): Promise<void> {
  const rows: Parameters<typeof placeOf>[0][] = await database.query(DUPLICATES_BEYOND, [
    partitions.map(({ topic }) => topic),
    partitions.map(({ partition }) => partition),
    partitions.map(({ end }) => end),
  ]);
  if (rows.length === 0) return;
  // What was recorded since lies below where the topics end by now.
  const ends = new Map((await offsets.held(kindTopics)).map((each) => [keyOf(each), each.end]));
  for (const row of rows) {
    const isBeyond = Number(row.offset) >= (ends.get(keyOf(row)) ?? 0);
    if (isBeyond) findings.add({ fault: 'surplus', ...placeOf(row) });
  }
}

/** Names rows whose records the brokers do not have, though they hold what is around them. */
export async function rowsWithoutRecord(
  offsets: TopicOffsets,
  slices: readonly Slice[],
  missing: readonly OffsetRange[],
  findings: Findings,
): Promise<void> {
  if (missing.length === 0) return;
  // What was trimmed while it was read is no longer held.
  const lows = new Map((await offsets.held(kindTopics)).map((each) => [keyOf(each), each.from]));
  const byPartition = new Map(slices.map((slice) => [keyOf(slice.partition), slice]));
  for (const { topic, partition, from, end } of missing) {
    const place = { topic, partition };
    for (let offset = Math.max(from, lows.get(keyOf(place)) ?? 0); offset < end; offset++) {
      const told = byPartition.get(keyOf(place))?.at(offset);
      if (told) findings.add({ fault: 'surplus', ...place, offset, index: told.index });
    }
  }
}
