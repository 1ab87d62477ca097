import type { EntityManager } from 'typeorm';
import type { DeskPart, HubMessage } from '../fold/desk-part.js';
import type { Said } from '../fold/said.js';
import { factOf } from './tables/fact-of.js';
import { attach, dropWaiting, flagsOf, keepFacts } from './tables/keep-facts.js';
import { writeFlags } from './tables/write-flags.js';

/**
 * Flags in force. A flag is made from all its facts, so that it is the same in whatever order and batches they came;
 * nothing is said of it: what ends by its time ends by itself.
 */
export class Flags implements DeskPart {
  async fold(manager: EntityManager, said: readonly Said[]): Promise<HubMessage[]> {
    const filed = said.flatMap((each) => factOf(each) ?? []);
    if (filed.length > 0) {
      await keepFacts(manager, filed);
      const changing = filed.filter(({ type }) => type !== 'hit');
      await writeFlags(manager, await flagsOf(manager, changing));
    }
    await dropWaiting(manager, said.at(-1)?.index ?? 0);
    return [];
  }

  async due(): Promise<HubMessage[]> {
    return [];
  }

  async erase(manager: EntityManager, indexes: readonly number[]): Promise<void> {
    const gone: { flag: string | null }[] = await manager.query(
      'WITH gone AS (DELETE FROM flag_fact WHERE index = ANY($1::bigint[]) RETURNING flag) SELECT DISTINCT flag FROM gone',
      [indexes],
    );
    const flags = gone.flatMap(({ flag }) => flag ?? []);
    if (flags.length === 0) return;
    // Each finds its flag anew: what named an erased version, or an erased flag, waits once more.
    const loose: { about: string }[] = await manager.query(
      `WITH loose AS (UPDATE flag_fact SET flag = NULL WHERE type <> 'first' AND flag = ANY($1::uuid[]) RETURNING about)
       SELECT DISTINCT about FROM loose`,
      [flags],
    );
    await attach(manager, [...flags, ...loose.map(({ about }) => about)]);
    await manager.query(
      `DELETE FROM flag WHERE flag_id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM flag_fact WHERE type = 'first' AND about = flag_id)`,
      [flags],
    );
    await writeFlags(manager, flags);
  }
}
