import type { PoolClient } from 'pg';
import type { Log } from '../log.js';

/** A tile that a batch made full. */
export interface FullTile {
  level: number;
  index: number;
  hashes: Buffer;
}

/** Writes the tiles that became full, in the running transaction. */
export async function appendTiles(client: PoolClient, { number }: Log, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0) return;
  await client.query({
    name: 'append-tiles',
    text: 'INSERT INTO tile SELECT $1, level, index, hashes FROM unnest($2::smallint[], $3::bigint[], $4::bytea[]) AS new (level, index, hashes)',
    values: [
      number,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => hashes),
    ],
  });
}
