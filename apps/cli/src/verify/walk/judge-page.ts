import { bundlePath, HASH_BYTES, TILE_WIDTH, tilePath, tileRoot } from '@holdfast/tlog';
import type { TileRef } from '@holdfast/tlog';
import type { Finding } from './finding.js';
import type { UpperLevels } from './upper-levels.js';

/** A tile of the lowest level beside the hashes of the entries in its bundle, as far as they could be read. */
export interface Page {
  ref: TileRef;
  tile: Buffer | undefined;
  leaves: Buffer | undefined;
}

/** What of a page does not hold: the tree above decides whether tile or bundle was changed. */
export function judgePage(upper: UpperLevels, { ref, tile, leaves }: Page): Finding[] {
  if (tile && leaves) return tile.equals(leaves) ? judgeAgreed(upper, ref, tile) : judgeApart(upper, ref, tile, leaves);
  if (tile && ref.width === TILE_WIDTH) upper.judge(ref, tileRoot(tile));
  if (!leaves || isSigned(upper, ref, leaves)) return [];
  return [{ path: bundlePath(ref), says: 'the entries of this bundle are not those that the tree holds' }];
}

function judgeAgreed(upper: UpperLevels, ref: TileRef, tile: Buffer): Finding[] {
  if (ref.width < TILE_WIDTH) return [];
  const noted = upper.findings.length;
  upper.judge(ref, tileRoot(tile));
  const isReplaced = upper.findings.slice(noted).some(({ path }) => path === tilePath(ref));
  return isReplaced ? [{ path: bundlePath(ref), says: `this bundle was changed as ${tilePath(ref)} was` }] : [];
}

function judgeApart(upper: UpperLevels, ref: TileRef, tile: Buffer, leaves: Buffer): Finding[] {
  const apart = Array.from({ length: ref.width }, (_, at) => at).filter(
    (at) => !sliceOf(tile, at).equals(sliceOf(leaves, at)),
  );
  const first = apart[0] ?? 0;
  const entry = `entry ${ref.index * TILE_WIDTH + first}`;
  const share = `${apart.length} of ${ref.width} differ`;
  const [tileName, bundleName] = [tilePath(ref), bundlePath(ref)];
  if (isSigned(upper, ref, tile)) {
    return [{ path: bundleName, says: `${entry} is not the one of which ${tileName} holds the hash (${share})` }];
  }
  if (isSigned(upper, ref, leaves)) {
    return [{ path: tileName, says: `hash ${first} is not that of ${entry} in ${bundleName} (${share})` }];
  }
  const says = `${entry} is not the one of which ${tileName} holds the hash (${share}), and neither is what was signed`;
  return [{ path: bundleName, says }];
}

/** Whether the tree above, or for the last page the signed root, holds exactly these hashes. */
function isSigned(upper: UpperLevels, ref: TileRef, hashes: Buffer): boolean {
  return ref.width === TILE_WIDTH ? (upper.above(ref)?.equals(tileRoot(hashes)) ?? false) : upper.edgeIs(hashes);
}

const sliceOf = (hashes: Buffer, at: number) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
