import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { fileOf, MANIFEST, SCHEMAS } from './manifest.js';
import type { BackedUpTable, BackupManifest } from './manifest.js';

/** Writes every table as it was at one moment, while everything runs on. The folder must not exist yet. */
export async function writeBackup(
  client: Client,
  folder: string,
  progress: (table: string) => void,
): Promise<BackupManifest> {
  await mkdir(folder, { mode: 0o700 });
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows } = await client.query<{ schema: string; table: string }>(
    'SELECT schemaname AS schema, tablename AS table FROM pg_tables WHERE schemaname = ANY($1) ORDER BY 1, 2',
    [SCHEMAS],
  );
  const tables: BackedUpTable[] = [];
  for (const place of rows) {
    progress(`${place.schema}.${place.table}`);
    tables.push({ ...place, ...(await copyOut(client, folder, place)) });
  }
  const last = await client.query<{ last: string | null }>('SELECT max(next_index) - 1 AS last FROM ledger.log');
  await client.query('COMMIT');
  const manifest = { takenAt: new Date().toISOString(), lastIndex: Number(last.rows[0]?.last ?? -1), tables };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  return manifest;
}

async function copyOut(
  client: Client,
  folder: string,
  place: { schema: string; table: string },
): Promise<Pick<BackedUpTable, 'rows' | 'sha256'>> {
  const copy = client.query(copyTo(`COPY "${place.schema}"."${place.table}" TO STDOUT (FORMAT binary)`));
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(copy, hashing, createWriteStream(fileOf(folder, place), { flags: 'wx', mode: 0o600 }));
  return { rows: copy.rowCount ?? 0, sha256: hash.digest('hex') };
}
