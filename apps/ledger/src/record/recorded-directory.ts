import { readEnvelope, readJson } from '@holdfast/contracts';
import { StatedDirectory } from '@holdfast/policy';
import type { DataSource } from 'typeorm';

interface Row {
  key: string;
  since: string;
  said: string;
  envelope: Buffer;
}

/** The latest version in force of every directory object, as of an index. */
const DIRECTORY_AT = `
  SELECT DISTINCT ON (entry.directory_key) entry.directory_key AS key, entry.index AS since, entry.effect AS said,
         body.envelope
    FROM entry JOIN body ON body.index = entry.effect
   WHERE entry.directory_key IS NOT NULL AND entry.index <= $1
   ORDER BY entry.directory_key, entry.index DESC`;

/** The directory as the record has it at an index. */
export async function recordedDirectory(database: DataSource, index: number): Promise<StatedDirectory> {
  const rows: Row[] = await database.query(DIRECTORY_AT, [index]);
  return rows
    .map(({ key, since, said, envelope }) => ({
      key,
      since: Number(since),
      said: Number(said),
      envelope: readEnvelope(readJson(envelope)),
    }))
    .reduce((directory, stated) => directory.with(stated), StatedDirectory.empty);
}
