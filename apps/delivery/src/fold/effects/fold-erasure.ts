import type { RecordedEntry } from '@holdfast/bus';
import { ErasureV1, kinds, parse } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { saidBy } from './said-by.js';

/** What the ledger keeps is kept here too. */
const KEPT = kinds.filter(({ paired }) => paired).map(({ name }) => name);

const BY_MESSAGE = 'message_id = ANY($2::uuid[])';
const BY_CASE = "convert_from(envelope, 'UTF8')::jsonb #>> '{case,number}' = $2";

/** Forgets the messages of every erasure that takes effect here: no channel shows them any more. */
export async function foldErasures(manager: EntityManager, entries: readonly RecordedEntry[]): Promise<void> {
  for (const entry of entries) {
    const envelope = await saidBy(manager, entry);
    if (envelope?.kind !== 'erasure') continue;
    const { scope, targets } = parse(ErasureV1, envelope.body);
    const [which, value] = scope === 'CASE' ? [BY_CASE, envelope.case?.number] : [BY_MESSAGE, targets];
    await manager.query(
      `WITH gone AS (DELETE FROM item WHERE index < $3 AND kind <> ALL($1) AND ${which} RETURNING position)
       DELETE FROM visibility USING gone WHERE visibility.position = gone.position`,
      [KEPT, value, entry.index],
    );
  }
}
