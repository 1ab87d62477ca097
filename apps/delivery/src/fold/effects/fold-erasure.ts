import type { RecordedEntry } from '@holdfast/bus';
import type { EntityManager } from 'typeorm';

/** Forgets the messages that are erased here: no channel shows them any more. */
export async function foldErasures(manager: EntityManager, entries: readonly RecordedEntry[]): Promise<void> {
  const gone = entries.flatMap(({ erases = [] }) => erases);
  if (gone.length === 0) return;
  await manager.query(
    `WITH gone AS (DELETE FROM item WHERE index = ANY($1::bigint[]) RETURNING position)
     DELETE FROM visibility USING gone WHERE visibility.position = gone.position`,
    [gone],
  );
  // So that readers clear what they hold in memory.
  await manager.query('UPDATE folded SET erasure_index = $1', [entries.at(-1)?.index]);
}
