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
  SELECT newest.*, body.envelope
    FROM (SELECT DISTINCT ON (directory_key) directory_key AS key, index AS since, effect AS said
            FROM entry WHERE directory_key IS NOT NULL AND index <= $1
           ORDER BY directory_key, index DESC) newest
    JOIN body ON body.index = newest.said`;

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
