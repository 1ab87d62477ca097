import type { DataSource } from 'typeorm';
import type { PoolClient } from 'pg';
import type { LostRange } from './lost-ranges.js';

interface Row {
  log: number;
  from: string;
  to: string;
  harm: LostRange['harm'];
}

/** What each log lost, by its number, in the order of the record. */
export async function lostRows(database: Pick<DataSource, 'query'>): Promise<Map<number, LostRange[]>> {
  const rows: Row[] = await database.query(
    'SELECT log, first_index AS "from", last_index AS "to", harm FROM lost ORDER BY first_index',
  );
  const byLog = new Map<number, LostRange[]>();
  for (const { log, from, to, harm } of rows) {
    byLog.set(log, [...(byLog.get(log) ?? []), { from: Number(from), to: Number(to), harm }]);
  }
  return byLog;
}

/** Records what a log lost, in the running transaction that closes it. */
export async function recordLost(client: PoolClient, log: number, ranges: readonly LostRange[]): Promise<void> {
  await client.query(
    `INSERT INTO lost SELECT $1, first_index, last_index, harm
      FROM unnest($2::bigint[], $3::bigint[], $4::text[]) AS new (first_index, last_index, harm)`,
    [log, ranges.map(({ from }) => from), ranges.map(({ to }) => to), ranges.map(({ harm }) => harm)],
  );
}
