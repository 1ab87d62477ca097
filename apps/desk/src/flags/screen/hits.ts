import type { DataSource } from 'typeorm';

/** Hits of a flag: how many deposits, and the last that was told of. */
export interface Hits {
  count: number;
  last?: { index: number; at: string };
}

interface HitRow {
  flag: string;
  count: string;
  index: string;
  at: string;
}

/** A deposit counts once, however often its exchange tells how it goes on; only of exchanges that may read the flag. */
const HITS = `
  SELECT fact.flag, count(DISTINCT fact->>'hit'), max(fact.index) AS index,
    (array_agg(fact->>'at' ORDER BY fact.index DESC))[1] AS at
  FROM flag_fact fact JOIN flag ON flag.flag_id = fact.flag
  WHERE fact.type = 'hit' AND fact.flag = ANY($1::uuid[]) AND fact->'keys' ?| flag.keys
  GROUP BY fact.flag`;

/** The hits of these flags. */
export async function hitsOf(database: DataSource, flags: readonly string[]): Promise<Map<string, Hits>> {
  const rows: HitRow[] = flags.length === 0 ? [] : await database.query(HITS, [flags]);
  return new Map(
    rows.map(({ flag, count, index, at }) => [flag, { count: Number(count), last: { index: Number(index), at } }]),
  );
}
