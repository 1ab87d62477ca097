import { bundlePath, decodeBundle, HASH_BYTES, TILE_WIDTH, tilePath, TlogMalformed } from '@holdfast/tlog';
import type { TileRef } from '@holdfast/tlog';
import type { Finding } from './finding.js';
import type { ReadFile } from './log-files.js';

type Place = Omit<TileRef, 'level'>;

/** Reads tiles and bundles of a log as wide as its checkpoint says, and notes those that are missing or malformed. */
export class LogReader {
  constructor(
    private readonly read: ReadFile,
    private readonly findings: Finding[],
  ) {}

  async tile(ref: TileRef): Promise<Buffer | undefined> {
    const path = tilePath(ref);
    const file = await this.file(ref, (width) => tilePath({ ...ref, width }));
    if (!file) return this.note(path, 'this tile is missing');
    const [length, whole] = [ref.width * HASH_BYTES, file.width * HASH_BYTES];
    if (file.bytes.length === whole) return file.bytes.subarray(0, length);
    return this.note(path, `this tile has ${file.bytes.length} bytes instead of ${whole}`);
  }

  async bundle(place: Place): Promise<Buffer[] | undefined> {
    const path = bundlePath(place);
    const file = await this.file(place, (width) => bundlePath({ ...place, width }));
    if (!file) return this.note(path, 'this bundle is missing');
    try {
      const entries = decodeBundle(file.bytes);
      if (entries.length === file.width) return entries.slice(0, place.width);
      return this.note(path, `this bundle holds ${entries.length} entries instead of ${file.width}`);
    } catch (error) {
      if (!(error instanceof TlogMalformed)) throw error;
      return this.note(path, `this bundle cannot be read: ${error.message}`);
    }
  }

  /** The file and how wide it must be: what was partial when it was signed may have become full since. */
  private async file(
    { width }: Place,
    pathOf: (width: number) => string,
  ): Promise<{ bytes: Buffer; width: number } | undefined> {
    for (const each of width === TILE_WIDTH ? [width] : [width, TILE_WIDTH]) {
      const bytes = await this.read(pathOf(each));
      if (bytes) return { bytes, width: each };
    }
    return undefined;
  }

  private note(path: string, says: string): undefined {
    this.findings.push({ path, says });
  }
}
