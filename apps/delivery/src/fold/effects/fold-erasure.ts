import type { RecordedEntry } from '@holdfast/bus';
import type { EntityManager } from 'typeorm';
import { clearMemories } from './clear-memories.js';

/** Forgets the messages that are erased here: no channel shows them any more, at whichever position. */
export async function foldErasures(manager: EntityManager, entries: readonly RecordedEntry[]): Promise<void> {
  const gone = entries.flatMap(({ erases = [] }) => erases);
  if (gone.length === 0) return;
  await manager.query(FORGET, [gone]);
  await manager.query('DELETE FROM recipient WHERE index = ANY($1::bigint[])', [gone]);
  await manager.query('DELETE FROM acknowledgement WHERE index = ANY($1::bigint[])', [gone]);
  await clearMemories(manager, entries.at(-1)?.index);
}

const FORGET = `
  WITH gone AS (DELETE FROM item WHERE index = ANY($1::bigint[]) RETURNING position, keys)
  DELETE FROM visibility USING gone WHERE visibility.position = gone.position AND visibility.key = ANY(gone.keys)`;
