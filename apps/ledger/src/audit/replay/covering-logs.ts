import { Unavailable } from '@holdfast/contracts';
import type { DataSource } from 'typeorm';

/** A log of the chain that holds a part of a span, and what it has signed last, as a signed note. */
export interface CoveringLog {
  origin: string;
  key: string;
  /** Index of its first leaf. */
  base: number;
  checkpoint: string;
}

interface Row extends Omit<CoveringLog, 'base'> {
  base: string;
  end: string;
}

/** The logs that hold a span, in order. Throws Unavailable until all of it is signed. */
export async function coveringLogs(database: DataSource, from: number, to: number): Promise<CoveringLog[]> {
  const rows: Row[] = await database.query(
    `SELECT origin, key, base, checkpoint, base + checkpoint_size AS end FROM log
      WHERE checkpoint IS NOT NULL AND base <= $2 AND base + checkpoint_size > $1 ORDER BY number`,
    [from, to],
  );
  if (Number(rows.at(-1)?.end ?? 0) <= to) throw new Unavailable('The end of the span is not signed yet');
  return rows.map(({ origin, key, base, checkpoint }) => ({ origin, key, base: Number(base), checkpoint }));
}

/** How many entries of the record are signed now. */
export async function signedSize(database: DataSource): Promise<number> {
  const [row]: { size: string | null }[] = await database.query('SELECT max(base + checkpoint_size) AS size FROM log');
  return Number(row?.size ?? 0);
}
