import type { DataSource } from 'typeorm';
import { edgeAt } from '../../tree/tiles/edge-at.js';
import { openLog } from '../../tree/log.js';
import type { LedgerState } from './ledger-state.js';
import { takenOverFrom, TAKEN_OVER } from '../take-over/taken-over.js';
import { recordedDirectory } from './recorded-directory.js';

/** Reads anew what the ledger must know between batches, as its tables have it. */
export async function restoreState(database: DataSource, state: LedgerState): Promise<void> {
  const places = await placesOf(database, 'ledger');
  const [erased]: { exists: boolean }[] = await database.query('SELECT EXISTS (SELECT FROM erased)');
  const log = await openLog(database);
  const lastIndex = log.nextIndex - 1;
  state.takenOver = takenOverFrom(await placesOf(database, TAKEN_OVER));
  state.restore(places, {
    log,
    lastIndex,
    directory: await recordedDirectory(database, lastIndex),
    tree: await edgeAt(database, log, log.nextIndex - log.base),
    hasErased: erased?.exists ?? false,
  });
}

const placesOf = (
  database: DataSource,
  consumer: string,
): Promise<{ topic: string; partition: number; offset: string }[]> =>
  database.query('SELECT topic, partition, next_offset AS offset FROM consumer_offset WHERE consumer = $1', [consumer]);
