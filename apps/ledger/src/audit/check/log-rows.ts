import type { Log } from '../../tree/log.js';
import { rowsOf } from './entry-rows.js';
import type { Queries } from './entry-rows.js';

/** A log as its row has it: how far it goes, and its last checkpoint. */
export interface LogRow extends Log {
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
}

/** Every log of the chain, the first first. */
export async function logRows(queries: Queries): Promise<LogRow[]> {
  const sql = 'SELECT number, origin, key, base, next_index AS next, checkpoint FROM log ORDER BY number';
  const rows = await rowsOf<Row>(queries, sql, []);
  return rows.map(({ number, origin, key, base, next, checkpoint }) => ({
    number,
    origin,
    key,
    base: Number(base),
    nextIndex: Number(next),
    note: checkpoint ?? undefined,
  }));
}
