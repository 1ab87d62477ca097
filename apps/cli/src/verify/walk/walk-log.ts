import { HASH_BYTES, leafHash, partialWidth, TILE_WIDTH } from '@holdfast/tlog';
import type { TileRef } from '@holdfast/tlog';
import { coverAll } from '../log/declared-lost.js';
import type { IndexRange } from '../log/declared-lost.js';
import type { Finding } from './finding.js';
import { inOrder } from './in-order.js';
import { judgePage } from './judge-page.js';
import type { Page } from './judge-page.js';
import type { ReadFile } from './log-files.js';
import { LogReader } from './log-reader.js';
import { tileAt, tilesOn, UpperLevels } from './upper-levels.js';

type Lost = readonly IndexRange[];

/** The tree that was signed, and whom to tell how far the walk is. */
interface Walk {
  size: number;
  root: Buffer;
  /** Leaves that need not be shown. */
  lost?: Lost;
  progress?: (done: number, total: number) => void;
}

/**
 * Holds a whole log, every entry and every tile, against its signed root. Everything that differs is named, but for
 * entries that are known to be lost: of these the tiles must have what was signed, as far as others stand beside them.
 */
export async function walkLog(
  read: ReadFile,
  { size, root, lost = [], progress = () => undefined }: Walk,
): Promise<Finding[]> {
  if (size > 0 && isAllLost(lost, 0, size)) return [];
  const findings: Finding[] = [];
  const reader = new LogReader(read, findings);
  const last = await lastLeaves(read, size);
  const upper = new UpperLevels({ size, root }, await upperTiles(reader, size), last);
  const pages = tilesOn(0, size);
  let done = 0;
  for await (const page of inOrder(pages, (index) => readPage(reader, tileAt(0, index, size), lost))) {
    findings.push(...judgePage(upper, page));
    progress(++done, pages);
  }
  findings.push(...upper.findings);
  if (findings.length === 0 && !(last && upper.edgeIs(last))) {
    const says = 'tiles and bundles agree with each other and not with the signed root: the log was written anew';
    findings.push({ path: 'checkpoint', says });
  }
  return findings;
}

async function upperTiles(reader: LogReader, size: number): Promise<(Buffer | undefined)[][]> {
  const levels: (Buffer | undefined)[][] = [];
  for (let level = 1; tilesOn(level, size) > 0; level++) {
    const tiles: (Buffer | undefined)[] = [];
    const count = tilesOn(level, size);
    for await (const tile of inOrder(count, (index) => reader.tile(tileAt(level, index, size)))) tiles.push(tile);
    levels.push(tiles);
  }
  return levels;
}

/** The tile at the right edge, which belongs to the signed root itself. That it is missing is noted by the walk. */
async function lastLeaves(read: ReadFile, size: number): Promise<Buffer | undefined> {
  if (partialWidth(size, 0) === 0) return Buffer.alloc(0);
  return new LogReader(read, []).tile(tileAt(0, tilesOn(0, size) - 1, size));
}

/** Of a page that is lost as a whole nothing is read; of one lost entry the tile alone has a hash. */
async function readPage(reader: LogReader, ref: TileRef, lost: Lost): Promise<Page> {
  const first = ref.index * TILE_WIDTH;
  if (isAllLost(lost, first, first + ref.width)) return { ref, tile: undefined, leaves: undefined };
  const [tile, entries] = await Promise.all([reader.tile(ref), reader.bundle(ref)]);
  const hashOf = (entry: Buffer, at: number) =>
    (isAllLost(lost, first + at, first + at + 1) && tile?.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)) ||
    leafHash(entry);
  return { ref, tile, leaves: entries && Buffer.concat(entries.map(hashOf)) };
}

/** Whether every leaf from one up to another is lost. */
const isAllLost = (lost: Lost, from: number, end: number): boolean => lost.length > 0 && coverAll(lost, from, end - 1);
