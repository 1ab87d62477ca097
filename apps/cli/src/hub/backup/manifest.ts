import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instant, Int, ListOf, nested, parse, readJson, Sha256, Text } from '@holdfast/contracts';

/** The schemas whose tables a backup holds: Kafka is the other half of the state, and the keys are kept apart. */
export const SCHEMAS = ['ledger', 'desk', 'delivery', 'gateway'];

export const MANIFEST = 'manifest.json';

const name = { max: 63, pattern: /^[a-z_]+$/ };

/** A table as a file of PostgreSQL's binary COPY. */
export class BackedUpTable {
  @Text({ ...name, about: 'Schema.' })
  schema!: string;

  @Text({ ...name, about: 'Table.' })
  table!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Rows.' })
  rows!: number;

  @Sha256({ about: 'Of the file.' })
  sha256!: string;
}

/** What a backup holds and when it was taken. */
export class BackupManifest {
  @Instant({ about: 'When.' })
  takenAt!: string;

  @Int({ min: -1, max: Number.MAX_SAFE_INTEGER, about: 'The last index in it.' })
  lastIndex!: number;

  @ListOf(nested(() => BackedUpTable), { max: 1_000, about: 'Every table.' })
  tables!: BackedUpTable[];
}

export const fileOf = (folder: string, { schema, table }: { schema: string; table: string }): string =>
  join(folder, `${schema}.${table}.copy`);

/** Reads the manifest of a backup. Throws MessageRejected when it is none. */
export function readManifest(folder: string): BackupManifest {
  return parse(BackupManifest, readJson(readFileSync(join(folder, MANIFEST))));
}
