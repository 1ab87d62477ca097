import type { EntityManager } from 'typeorm';

/** Has every process clear what it holds in memory, once it sees this index: something in it is shown no longer. */
export async function clearMemories(manager: EntityManager, index: number | undefined): Promise<void> {
  await manager.query('UPDATE folded SET erasure_index = $1', [index]);
}
