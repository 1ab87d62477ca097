import { leafHash, TILE_WIDTH, TileEdge, tileRoot } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { LogForked } from '../errors.js';
import type { Log } from '../log.js';

/**
 * The right edge of a log at a size, from the rows of its entries and full tiles alone. Throws LogForked where these
 * are not all there.
 */
export async function edgeAt(
  database: Pick<DataSource, 'query'>,
  log: Pick<Log, 'number' | 'base'>,
  size: number,
): Promise<TileEdge> {
  const partials = [await leavesFrom(database, log, size)];
  for (let level = 1, width = Math.floor(size / TILE_WIDTH); width > 0; level++) {
    const first = width - (width % TILE_WIDTH);
    partials.push(await rootsOfTiles(database, log, { level: level - 1, first, end: width }));
    width = Math.floor(width / TILE_WIDTH);
  }
  try {
    return TileEdge.of(size, partials);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LogForked('Rows at the end of the tree are missing', { size }, { cause: error });
  }
}

/** The leaf hashes of the last, partial tile. */
async function leavesFrom(
  database: Pick<DataSource, 'query'>,
  { base }: Pick<Log, 'base'>,
  size: number,
): Promise<Buffer> {
  const rows: { entry: Buffer }[] = await database.query(
    'SELECT tree_entry AS entry FROM entry WHERE index >= $1 AND index < $2 ORDER BY index',
    [base + size - (size % TILE_WIDTH), base + size],
  );
  return Buffer.concat(rows.map(({ entry }) => leafHash(entry)));
}

async function rootsOfTiles(
  database: Pick<DataSource, 'query'>,
  { number }: Pick<Log, 'number'>,
  { level, first, end }: { level: number; first: number; end: number },
): Promise<Buffer> {
  const rows: { hashes: Buffer }[] = await database.query(
    'SELECT hashes FROM tile WHERE log = $1 AND level = $2 AND index >= $3 AND index < $4 ORDER BY index',
    [number, level, first, end],
  );
  return Buffer.concat(rows.map(({ hashes }) => tileRoot(hashes)));
}
