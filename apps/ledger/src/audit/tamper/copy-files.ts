import { bundlePath, decodeBundle, encodeBundle, TILE_WIDTH } from '@holdfast/tlog';
import type { TileFiles } from '../../tree/tiles/tile-files.js';

/** Leaves of a log: from a border between tiles up to what is signed. */
export interface SignedLeaves {
  from: number;
  signed: number;
}

/** Copies the files over these leaves. What is not there is not copied: the check of the copy says so. */
export async function copyFiles(leaves: SignedLeaves, source: TileFiles, target: TileFiles): Promise<void> {
  for (let level = 0; leaves.signed >= TILE_WIDTH ** level; level++) {
    for (const tile of tilesOf(leaves, level)) {
      const [read] = await Promise.allSettled([source.readTile(tile)]);
      if (read.status === 'fulfilled') await target.writeTile(tile, read.value);
    }
  }
  for (const bundle of tilesOf(leaves, 0)) {
    const [read] = await Promise.allSettled([readBundle(source, bundle)]);
    if (read.status === 'fulfilled') await target.writeBundle(bundle, read.value);
  }
}

/** The tiles of a level over these leaves, the last as wide as it is signed. */
export function tilesOf({ from, signed }: SignedLeaves, level: number) {
  const hashes = Math.floor(signed / TILE_WIDTH ** level);
  const first = Math.floor(from / TILE_WIDTH ** (level + 1));
  return Array.from({ length: Math.ceil(hashes / TILE_WIDTH) - first }, (_, at) => {
    const index = first + at;
    return { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) };
  });
}

/** A partial bundle may lie in the full one. */
async function readBundle(files: TileFiles, { index, width }: { index: number; width: number }): Promise<Buffer> {
  const [own] = await Promise.allSettled([files.read(bundlePath({ index, width }))]);
  if (own.status === 'fulfilled') return own.value;
  const full = await files.read(bundlePath({ index, width: TILE_WIDTH }));
  return encodeBundle(decodeBundle(full).slice(0, width));
}
