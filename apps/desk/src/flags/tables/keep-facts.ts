import type { EntityManager } from 'typeorm';
import type { Filed } from './fact-of.js';

/** What names no known flag waits for it for so many entries of the record; then it is about something else. */
const WAITS_FOR = 10_000_000;

/** Keeps facts beside the flags that they are about; what is about none that is known waits. */
export async function keepFacts(manager: EntityManager, filed: readonly Filed[]): Promise<void> {
  await manager.query(
    `INSERT INTO flag_fact (index, flag, about, message_id, type, key, fact)
     SELECT index, CASE type WHEN 'first' THEN about END, about, message_id, type, key, fact
     FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::jsonb[])
       AS given (index, about, message_id, type, key, fact)`,
    [
      filed.map(({ fact }) => fact.index),
      filed.map(({ about }) => about),
      filed.map(({ messageId }) => messageId ?? null),
      filed.map(({ type }) => type),
      filed.map(({ key }) => key),
      filed.map(({ fact }) => JSON.stringify(fact)),
    ],
  );
  await attach(
    manager,
    filed.flatMap(({ about, messageId }) => [about, messageId ?? []].flat()),
  );
}

/** Attaches what waits for these flags, by their first version or by a later one that is named. */
export async function attach(manager: EntityManager, named: readonly string[]): Promise<void> {
  const ids = [...new Set(named)];
  await manager.query(
    `UPDATE flag_fact fact SET flag = first.flag FROM flag_fact first
     WHERE fact.flag IS NULL AND fact.about = ANY($1::uuid[]) AND first.type = 'first' AND first.about = fact.about
       AND fact.index > first.index - ${WAITS_FOR}`,
    [ids],
  );
  await manager.query(
    `UPDATE flag_fact fact SET flag = version.flag FROM flag_fact version JOIN flag_fact first ON first.about = version.flag
     WHERE fact.flag IS NULL AND fact.about = version.message_id AND first.type = 'first'
       AND fact.index > first.index - ${WAITS_FOR}
       AND (fact.about = ANY($1::uuid[]) OR version.flag = ANY($1::uuid[]))`,
    [ids],
  );
}

/** The known flags that these facts, which are kept, are about. */
export async function flagsOf(manager: EntityManager, filed: readonly Filed[]): Promise<string[]> {
  const rows: { flag: string }[] = await manager.query(
    'SELECT DISTINCT flag FROM flag_fact WHERE index = ANY($1::bigint[]) AND flag IS NOT NULL',
    [filed.map(({ fact }) => fact.index)],
  );
  return rows.map(({ flag }) => flag);
}

/** Lets go of what has waited long enough. */
export async function dropWaiting(manager: EntityManager, lastIndex: number): Promise<void> {
  await manager.query('DELETE FROM flag_fact WHERE flag IS NULL AND index <= $1', [lastIndex - WAITS_FOR]);
}
