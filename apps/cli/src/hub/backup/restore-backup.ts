import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CommandFailed } from '../../output/command-failed.js';
import { fileOf } from './manifest.js';
import type { BackupManifest } from './manifest.js';
import type { PublishedSince } from './published-since.js';

const MIGRATIONS = 'migrations';

/**
 * Brings the tables of a backup into a database that was migrated and holds no record yet. All of it or nothing. What
 * partners may have been given since the backup counts as given; what was erased since is shown by no channel again.
 */
export async function restoreBackup(
  client: Client,
  folder: string,
  { manifest, since, progress }: { manifest: BackupManifest; since: PublishedSince; progress: (table: string) => void },
): Promise<void> {
  refuseTooOld(manifest, since);
  for (const table of manifest.tables) await refuseDamaged(folder, table);
  await client.query('BEGIN');
  try {
    await refuseUsed(client);
    for (const { schema, table } of manifest.tables.filter((each) => each.table !== MIGRATIONS)) {
      progress(`${schema}.${table}`);
      // A fresh table may hold a row of its migration; one that is only added to is empty and stays as it is.
      const { rowCount } = await client.query(`SELECT FROM "${schema}"."${table}" LIMIT 1`);
      if (rowCount) await client.query(`DELETE FROM "${schema}"."${table}"`);
      const into = client.query(copyFrom(`COPY "${schema}"."${table}" FROM STDIN (FORMAT binary)`));
      await pipeline(createReadStream(fileOf(folder, { schema, table })), into);
    }
    await client.query(GO_ON_COUNTING);
    await client.query(GIVEN_SINCE, [since.lastIndex]);
    await client.query(FORGET, [since.erased]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** The ledger carries these erasures out itself, when it takes the published record over. */
const FORGET = `
  WITH erased AS (SELECT unnest($1::bigint[]) AS index),
  known AS (DELETE FROM delivery.recipient USING erased WHERE recipient.index = erased.index),
  unsaid AS (DELETE FROM delivery.acknowledgement USING erased WHERE acknowledgement.index = erased.index),
  gone AS (DELETE FROM delivery.item USING erased WHERE item.index = erased.index RETURNING item.position, item.keys)
  DELETE FROM delivery.visibility USING gone
   WHERE visibility.position = gone.position AND visibility.key = ANY(gone.keys)`;

/** A recall may name one recipient too many, never one too few. */
const GIVEN_SINCE = `
  INSERT INTO delivery.given (partner, channel, from_position, to_position, closed_at, keys)
  SELECT partner, 'restore', last_index + 1, $1, now(), array_agg(DISTINCT key)
    FROM delivery.membership, delivery.folded WHERE last_index < $1 GROUP BY partner, last_index`;

const GO_ON_COUNTING = `
  SELECT setval(pg_get_serial_sequence('delivery.given', 'id'), coalesce(max(id), 1)) FROM delivery.given`;

/** Between what Kafka holds and the backup nothing may be missing, erasures least of all. */
function refuseTooOld({ lastIndex }: BackupManifest, { firstIndex, lastIndex: published }: PublishedSince): void {
  if (published <= lastIndex || firstIndex <= lastIndex + 1) return;
  throw new CommandFailed(
    `The backup ends at index ${lastIndex} and Kafka begins at ${firstIndex}: what lies between is nowhere; take a younger one`,
  );
}

async function refuseDamaged(folder: string, table: BackupManifest['tables'][number]): Promise<void> {
  const hash = createHash('sha256');
  const path = fileOf(folder, table);
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== table.sha256)
    throw new CommandFailed(`${path} is not what was backed up; nothing was done`);
}

async function refuseUsed(client: Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>('SELECT EXISTS (SELECT FROM ledger.entry) AS used');
  if (rows[0]?.used) throw new CommandFailed('This database holds a record already; restore into an empty one');
}
