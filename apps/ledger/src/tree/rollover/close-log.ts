import { NotFound } from '@holdfast/contracts';
import { printVerifierKey } from '@holdfast/tlog';
import type { Checkpoint, VerifierKey } from '@holdfast/tlog';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { LogForked } from '../errors.js';
import { lockLog } from '../log.js';
import type { Log } from '../log.js';
import { bounded, joined } from '../loss/lost-ranges.js';
import type { IndexRange } from '../loss/lost-ranges.js';
import type { Signed } from '../signed-tree.js';

const MOST_LOST = 100;

/**
 * Closes a log with a last checkpoint over all of it and starts its successor, in one transaction that holds the log:
 * indexes go on, leaf numbers begin anew. Throws NotFound for a log without entries.
 */
export async function closeLog(
  database: DataSource,
  log: Log,
  successor: VerifierKey,
  sign: (nextIndex: number) => Promise<Signed>,
): Promise<Signed> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    const client: PoolClient = await runner.connect();
    const open = await lockLog(client);
    if (open?.number !== log.number) throw new LogForked('Another process has closed this log');
    if (open.nextIndex === log.base) throw new NotFound('The log has no entries yet; there is nothing to close');
    const last = await sign(open.nextIndex);
    await client.query('UPDATE log SET checkpoint = $2, checkpoint_size = $3, closed = true WHERE number = $1', [
      log.number,
      last.note,
      last.checkpoint.size,
    ]);
    await client.query(
      'INSERT INTO log (number, origin, key, base, next_index, extensions) VALUES ($1, $2, $3, $4, $4, $5)',
      [
        log.number + 1,
        successor.name,
        printVerifierKey(successor),
        open.nextIndex,
        naming(last.checkpoint, open.nextIndex),
      ],
    );
    await runner.commitTransaction();
    return last;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/**
 * The lines by which every checkpoint of the successor names its predecessor, the index of its own first leaf, and what
 * was lost before it: at most a hundred ranges, so that every checkpoint stays small.
 */
export const naming = (
  { origin, size, root }: Pick<Checkpoint, 'origin' | 'size' | 'root'>,
  base: number,
  lost: readonly IndexRange[] = [],
): string[] => [
  `holdfast/predecessor ${origin} ${size} ${root.toString('base64')}`,
  `holdfast/base ${base}`,
  ...bounded(joined(lost), MOST_LOST).map(({ from, to }) => `holdfast/lost ${from} ${to}`),
];
