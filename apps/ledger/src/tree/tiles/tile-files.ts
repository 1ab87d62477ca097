import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bundlePath, TILE_WIDTH, tilePath } from '@holdfast/tlog';
import type { TileRef } from '@holdfast/tlog';
import type { Log } from '../log.js';

/** The tiles of a log as files, each under the path at which it is served. They can be made anew from the database. */
export class TileFiles {
  private readonly folder: string;

  constructor(home: string, { number }: Pick<Log, 'number'>) {
    this.folder = resolve(home, 'tiles', String(number));
  }

  writeTile(tile: TileRef, hashes: Buffer): Promise<void> {
    return this.write(tilePath(tile), hashes);
  }

  writeBundle(bundle: { index: number; width: number }, bytes: Buffer): Promise<void> {
    return this.write(bundlePath(bundle), bytes);
  }

  /** The bytes of a tile; those of a partial one may lie in the full one. Throws when there is no such file. */
  readonly readTile = async (tile: TileRef): Promise<Buffer> => {
    if (tile.width === TILE_WIDTH) return this.read(tilePath(tile));
    const [partial] = await Promise.allSettled([this.read(tilePath(tile))]);
    if (partial.status === 'fulfilled') return partial.value;
    const full = await this.read(tilePath({ ...tile, width: TILE_WIDTH }));
    return full.subarray(0, (full.length / TILE_WIDTH) * tile.width);
  };

  /** The bytes at a path of the log; the caller has checked that it is one. */
  read(path: string): Promise<Buffer> {
    return readFile(join(this.folder, path));
  }

  /** Whole or not at all, and durable before anybody is told of it. */
  private async write(path: string, bytes: Buffer): Promise<void> {
    const target = join(this.folder, path);
    const made = await mkdir(dirname(target), { recursive: true });
    const part = `${target}.${randomUUID()}.part`;
    const file = await open(part, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, target);
    await syncFolders(dirname(target), made);
    // What was partial is of no use beside what is full: readers ask for the full one then.
    await rm(`${target}.p`, { recursive: true, force: true });
  }
}

/** The name of a file is durable once its folder is, and that of a folder made for it once the one above is. */
async function syncFolders(folder: string, made: string | undefined): Promise<void> {
  const last = made === undefined ? folder : dirname(made);
  for (let at = folder; at.length >= last.length; at = dirname(at)) {
    const opened = await open(at);
    try {
      await opened.sync();
    } finally {
      await opened.close();
    }
  }
}
