import { encodeBundle, leafHash, TILE_WIDTH, TileEdge } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { LogForked } from '../errors.js';
import type { Log } from '../log.js';
import type { TileFiles } from './tile-files.js';

const TILES_AT_ONCE = 16;
const PAGE = TILES_AT_ONCE * TILE_WIDTH;

/**
 * Grows the tile files to a size, from the rows of the entries alone; what lies there is written over with the same
 * bytes. Returns the edge at that size: what it is the root of is what can be signed.
 */
export async function writeTiles(
  { database, log, files }: { database: DataSource; log: Log; files: Pick<TileFiles, 'writeBundle' | 'writeTile'> },
  from: TileEdge,
  size: number,
): Promise<TileEdge> {
  let edge = from;
  while (edge.size < size) {
    const first = edge.size - (edge.size % TILE_WIDTH);
    const entries = await entriesBetween(database, log, first, Math.min(size, first + PAGE));
    const fresh = entries.slice(edge.size - first);
    if (fresh.length === 0) throw new LogForked('Entries of the log are missing', { leaf: edge.size });
    const grown = edge.append(fresh.map(leafHash));
    await Promise.all([
      ...bundlesOf(entries, first).map(({ bytes, ...bundle }) => files.writeBundle(bundle, bytes)),
      ...grown.full.map(({ hashes, ...tile }) => files.writeTile({ ...tile, width: TILE_WIDTH }, hashes)),
    ]);
    edge = grown.edge;
  }
  await Promise.all(edge.partials().map(({ hashes, ...tile }) => files.writeTile(tile, hashes)));
  return edge;
}

/** The bundles of consecutive entries that begin with a bundle's first. */
function bundlesOf(entries: readonly Buffer[], first: number): { index: number; width: number; bytes: Buffer }[] {
  return Array.from({ length: Math.ceil(entries.length / TILE_WIDTH) }, (_, at) => {
    const own = entries.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
    return { index: first / TILE_WIDTH + at, width: own.length, bytes: encodeBundle(own) };
  });
}

async function entriesBetween(database: DataSource, { base }: Log, from: number, to: number): Promise<Buffer[]> {
  const rows: { entry: Buffer }[] = await database.query(
    'SELECT tree_entry AS entry FROM entry WHERE index >= $1 AND index < $2 ORDER BY index',
    [base + from, base + to],
  );
  return rows.map(({ entry }) => entry);
}
