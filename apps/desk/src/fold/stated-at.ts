import { openEnvelope } from '@holdfast/bus';
import type { RecordedEntry } from '@holdfast/bus';
import { directoryKeyOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { StatedDirectory } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

interface StatedRow {
  index: string;
  since: string;
  envelope: Buffer;
}

/** The directory as of the last entry that was folded: which version is in force, from which index. */
export async function readStated(manager: EntityManager): Promise<StatedDirectory> {
  const rows: StatedRow[] = await manager.query(
    'SELECT index, since, envelope FROM directory_message WHERE since IS NOT NULL ORDER BY since',
  );
  return rows.reduce(withRow, StatedDirectory.empty);
}

/**
 * The directory after an entry: its message is kept where it may take effect later, and what takes effect here does.
 * The ledger judged that.
 */
export async function statedAfter(
  manager: EntityManager,
  before: StatedDirectory,
  { index, value, effect }: RecordedEntry,
  envelope: Envelope,
): Promise<StatedDirectory> {
  if (directoryKeyOf(envelope) !== undefined)
    await manager.query('INSERT INTO directory_message (index, envelope) VALUES ($1, $2)', [index, value]);
  if (effect === undefined) return before;
  const rows: StatedRow[] = await manager.query(
    `WITH stated AS (UPDATE directory_message SET since = $2 WHERE index = $1 RETURNING index, since, envelope)
     SELECT * FROM stated`,
    [effect, index],
  );
  return rows.reduce(withRow, before);
}

function withRow(directory: StatedDirectory, { index, since, envelope }: StatedRow): StatedDirectory {
  const stated = openEnvelope(envelope, Number(index));
  const key = directoryKeyOf(stated) ?? '';
  return directory.with({ key, said: Number(index), since: Number(since), envelope: stated });
}
