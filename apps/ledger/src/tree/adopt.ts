import { TileEdge } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import { LogForked } from './errors.js';
import type { Log } from './log.js';
import type { SignedTree } from './signed-tree.js';
import type { TileFiles } from './tiles/tile-files.js';
import { writeTiles } from './tiles/write-tiles.js';

/** Takes tiles and keeps none: to learn what the entries give before anything is written. */
const NOWHERE = { writeBundle: async () => undefined, writeTile: async () => undefined };

/**
 * Makes what was signed last, wherever that was learned from, what is served: its note and the tiles under it. Files
 * are written over only by what leads to the signed root: those of a damaged record show what is missing.
 */
export async function adopt(
  parts: { database: DataSource; log: Log; files: TileFiles },
  { checkpoint: { size, root }, note, edge }: SignedTree,
): Promise<void> {
  if (note === undefined) return;
  if (!(await areThere(parts.files, edge))) {
    const given = await writeTiles({ ...parts, files: NOWHERE }, TileEdge.empty, size);
    if (!given.root().equals(root)) throw new LogForked('The entries have another root than what was signed', { size });
    await writeTiles(parts, TileEdge.empty, size);
  }
  await parts.database.query(
    'UPDATE log SET checkpoint = $2, checkpoint_size = $3 WHERE number = $1 AND checkpoint_size < $3',
    [parts.log.number, note, size],
  );
}

/** The last tiles are written last: where they are, the others are. */
async function areThere(files: TileFiles, edge: TileEdge): Promise<boolean> {
  const reads = await Promise.allSettled(edge.partials().map((tile) => files.readTile(tile)));
  return reads.every(({ status }) => status === 'fulfilled');
}
