import type { EntityManager } from 'typeorm';

/** How far the fold has come. */
export interface Progress {
  index: number;
  /** Time of the last tick. */
  tick?: string;
}

/** The row stays locked until the commit, so that two folds can never interleave. */
export async function lockProgress(manager: EntityManager): Promise<Progress> {
  const [row]: { last_index: string; tick: string | null }[] = await manager.query(
    'SELECT last_index, tick FROM progress FOR UPDATE',
  );
  return { index: Number(row?.last_index ?? -1), ...(row?.tick ? { tick: row.tick } : {}) };
}

export async function advance(manager: EntityManager, { index, tick }: Progress): Promise<void> {
  await manager.query('UPDATE progress SET last_index = $1, tick = $2', [index, tick ?? null]);
}
