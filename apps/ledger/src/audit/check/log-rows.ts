import type { Log } from '../../tree/log.js';
import { rowsOf } from './entry-rows.js';
import type { Queries } from './entry-rows.js';

/** A log as its row has it: how far it goes, and its last checkpoint. */
export interface LogRow extends Pick<Log, 'number' | 'origin' | 'key' | 'base'> {
  nextIndex: number;
  note: string | undefined;
}

interface Row {
  number: number;
  origin: string;
  key: string;
  base: string;
  next: string;
  checkpoint: string | null;
  extensions: string[];
}

/** Every log of the chain, the first first. */
export async function logRows(queries: Queries): Promise<LogRow[]> {
  const sql = 'SELECT number, origin, key, base, next_index AS next, checkpoint, extensions FROM log ORDER BY number';
  const rows = await rowsOf<Row>(queries, sql, []);
  return rows.map(({ base, next, checkpoint, ...row }) => ({
    ...row,
    base: Number(base),
    nextIndex: Number(next),
    note: checkpoint ?? undefined,
  }));
}
