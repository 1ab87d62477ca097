import { bundlePath, encodeBundle, TILE_WIDTH, TileEdge, tileRoot } from '@holdfast/tlog';
import type { Tile } from '@holdfast/tlog';
import type { Log } from '../../tree/log.js';
import type { TileFiles } from '../../tree/tiles/tile-files.js';
import { rowsOf } from './entry-rows.js';
import type { Queries } from './entry-rows.js';
import type { RecordFaults } from './faults.js';

interface TileRow {
  level: number;
  index: string;
  hashes: Buffer;
}

const TILES = `SELECT level, index, hashes FROM tile
  JOIN unnest($2::smallint[], $3::bigint[]) AS wanted (level, index) USING (level, index) WHERE log = $1`;
const LEFT_OF = 'SELECT hashes FROM tile WHERE log = $1 AND level = $2 AND index >= $3 AND index < $4 ORDER BY index';
const BEYOND = `SELECT level, index FROM tile
  WHERE log = $1 AND (index + 1) * ${TILE_WIDTH}::numeric ^ (level + 1) > $2 LIMIT 1000`;

/** The edge at a border between tiles, as the rows of the tiles left of it have it: what is there is proved later. */
export async function edgeBefore(queries: Queries, { number }: Pick<Log, 'number'>, leaf: number): Promise<TileEdge> {
  const partials = [Buffer.alloc(0)];
  for (let level = 0, width = leaf / TILE_WIDTH; width > 0; level++) {
    const rows = await rowsOf<TileRow>(queries, LEFT_OF, [number, level, width - (width % TILE_WIDTH), width]);
    partials.push(Buffer.concat(rows.map(({ hashes }) => tileRoot(hashes))));
    width = Math.floor(width / TILE_WIDTH);
  }
  return TileEdge.of(leaf, partials);
}

/** The rows of these tiles hold what the entries give. */
export async function checkTileRows(
  queries: Queries,
  { number }: Pick<Log, 'number'>,
  tiles: readonly Tile[],
  faults: RecordFaults,
): Promise<void> {
  const wanted = [number, tiles.map(({ level }) => level), tiles.map(({ index }) => index)];
  const rows = await rowsOf<TileRow>(queries, TILES, wanted);
  const known = new Map(rows.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  for (const { level, index, hashes } of tiles) {
    const name = `${level}/${index}`;
    if (!known.get(name)) faults.add('tile row', `${name}: missing`);
    else if (!known.get(name)?.equals(hashes)) faults.add('tile row', `${name}: other hashes than its entries give`);
  }
}

/** Nobody has full tiles of entries that are not there. */
export async function checkTilesBeyond(
  queries: Queries,
  log: Pick<Log, 'number'>,
  size: number,
  faults: RecordFaults,
): Promise<void> {
  for (const { level, index } of await rowsOf<TileRow>(queries, BEYOND, [log.number, size])) {
    faults.add('tile row', `${level}/${index}: of entries that are not there`);
  }
}

/** The file of a tile holds what the entries give. */
export async function checkTileFile(files: TileFiles, tile: Tile & { width: number }, faults: RecordFaults) {
  const [read] = await Promise.allSettled([files.readTile(tile)]);
  judge(`tile ${tile.level}/${tile.index}`, read, tile.hashes, faults);
}

/** So does the file of a bundle; a partial one may lie in the full one. */
export async function checkBundleFile(
  files: TileFiles,
  index: number,
  entries: readonly Buffer[],
  faults: RecordFaults,
) {
  const expected = encodeBundle(entries);
  const [own] = await Promise.allSettled([files.read(bundlePath({ index, width: entries.length }))]);
  const [full] = await Promise.allSettled([files.read(bundlePath({ index, width: TILE_WIDTH }))]);
  const read = own.status === 'rejected' && full.status === 'fulfilled' ? whole(full.value, expected.length) : own;
  judge(`bundle ${index}`, read, expected, faults);
}

const whole = (bytes: Buffer, length: number) => ({
  status: 'fulfilled' as const,
  value: bytes.subarray(0, length),
});

function judge(name: string, read: PromiseSettledResult<Buffer>, expected: Buffer, faults: RecordFaults): void {
  if (read.status === 'rejected') faults.add('tile file', `${name}: missing`);
  else if (!read.value.equals(expected)) faults.add('tile file', `${name}: other bytes than its entries give`);
}
