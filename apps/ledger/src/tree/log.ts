import { printVerifierKey } from '@holdfast/tlog';
import type { VerifierKey } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** One log of the chain: indexes go on from log to log, leaf numbers begin anew. */
export interface Log {
  /** 1 for the first; it names the rows and the files of the log. */
  number: number;
  /** The name that its checkpoints carry. */
  origin: string;
  /** The line by which verifiers know its key. */
  key: string;
  /** Hub-wide index of its first leaf. */
  base: number;
  /** Further lines of its checkpoints: those of a successor name the log before it. */
  extensions: string[];
}

/** The log that is written now, and what it has signed last. */
export interface OpenLog extends Log {
  nextIndex: number;
  /** The largest checkpoint that was ever signed, as a signed note. */
  checkpoint?: string;
}

const CURRENT = `SELECT number, origin, key, base, next_index AS next, checkpoint, extensions FROM log WHERE NOT closed
  ORDER BY number DESC LIMIT 1`;

interface Row {
  number: number;
  origin: string;
  key: string;
  base: string;
  next: string;
  checkpoint: string | null;
  extensions: string[];
}

/** Whether there is a log already: then nothing founds another. */
export async function isFounded(database: DataSource): Promise<boolean> {
  const rows: unknown[] = await database.query('SELECT number FROM log LIMIT 1');
  return rows.length > 0;
}

/** Starts the first log under the name of its key, where there is none yet. */
export async function foundLog(database: DataSource, key: VerifierKey): Promise<void> {
  await database.query(
    `INSERT INTO log (number, origin, key, base, next_index)
      SELECT 1, $1, $2, 0, 0 WHERE NOT EXISTS (SELECT FROM log)`,
    [key.name, printVerifierKey(key)],
  );
}

/** The log that is written now. */
export async function openLog(database: DataSource): Promise<OpenLog> {
  const [row]: Row[] = await database.query(CURRENT);
  if (!row) throw new TypeError('No log is open: none was founded, or no successor was started');
  return openOf(row);
}

/** Takes the log for the running transaction, so that two writers can never interleave. */
export async function lockLog(client: PoolClient): Promise<OpenLog | undefined> {
  const { rows } = await client.query<Row>({ name: 'lock-log', text: `${CURRENT} FOR UPDATE` });
  return rows[0] && openOf(rows[0]);
}

function openOf({ base, next, checkpoint, ...row }: Row): OpenLog {
  const log = { ...row, base: Number(base), nextIndex: Number(next) };
  return checkpoint === null ? log : { ...log, checkpoint };
}
