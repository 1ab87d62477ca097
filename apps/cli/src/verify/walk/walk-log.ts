import { leafHash, partialWidth } from '@holdfast/tlog';
import type { TileRef } from '@holdfast/tlog';
import type { Finding } from './finding.js';
import { inOrder } from './in-order.js';
import { judgePage } from './judge-page.js';
import type { Page } from './judge-page.js';
import type { ReadFile } from './log-files.js';
import { LogReader } from './log-reader.js';
import { tileAt, tilesOn, UpperLevels } from './upper-levels.js';

/** The tree that was signed, and whom to tell how far the walk is. */
interface Walk {
  size: number;
  root: Buffer;
  progress?: (done: number, total: number) => void;
}

/** Holds a whole log, every entry and every tile, against its signed root. Everything that differs is named. */
export async function walkLog(read: ReadFile, { size, root, progress = () => undefined }: Walk): Promise<Finding[]> {
  const findings: Finding[] = [];
  const reader = new LogReader(read, findings);
  const last = await lastLeaves(read, size);
  const upper = new UpperLevels({ size, root }, await upperTiles(reader, size), last);
  const pages = tilesOn(0, size);
  let done = 0;
  for await (const page of inOrder(pages, (index) => readPage(reader, tileAt(0, index, size)))) {
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

async function readPage(reader: LogReader, ref: TileRef): Promise<Page> {
  const [tile, entries] = await Promise.all([reader.tile(ref), reader.bundle(ref)]);
  return { ref, tile, leaves: entries && Buffer.concat(entries.map(leafHash)) };
}
