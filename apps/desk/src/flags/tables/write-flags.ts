import type { EntityManager } from 'typeorm';
import type { FlagFact } from '../state/flag-fact.js';
import { flagOf } from '../state/fold-flag.js';
import { rowOf } from './flag-row.js';

interface FactRow {
  flag: string;
  fact: FlagFact;
}

/** Of facts that say the same the first counts, so that nobody makes a flag dear by saying it over and over. */
const FACTS = `
  SELECT flag, fact FROM flag_fact WHERE type = 'first' AND about = ANY($1::uuid[])
  UNION ALL
  (SELECT DISTINCT ON (flag, type, key) flag, fact FROM flag_fact
   WHERE type IN ('version', 'assessment', 'revocation') AND flag = ANY($1::uuid[])
   ORDER BY flag, type, key, index)`;

/** Makes the rows of these flags anew from all their facts; a flag without a first version is none. */
export async function writeFlags(manager: EntityManager, flags: readonly string[]): Promise<void> {
  const facts: FactRow[] = await manager.query(FACTS, [flags]);
  const byFlag = Map.groupBy(facts, ({ flag }) => flag);
  const rows = [...byFlag].flatMap(([flag, own]) => {
    const state = flagOf(own.map(({ fact }) => fact));
    return state ? [rowOf(flag, state)] : [];
  });
  await manager.query(
    `INSERT INTO flag SELECT * FROM jsonb_populate_recordset(NULL::flag, $1::jsonb)
     ON CONFLICT (flag_id) DO UPDATE SET
       account = excluded.account, keys = excluded.keys, index = excluded.index, standing = excluded.standing,
       valid_from = excluded.valid_from, valid_until = excluded.valid_until, answer_due_at = excluded.answer_due_at,
       shown = excluded.shown, told = excluded.told`,
    [JSON.stringify(rows)],
  );
}
