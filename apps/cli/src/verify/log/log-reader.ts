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
    const bytes = await this.file(path, tilePath({ ...ref, width: TILE_WIDTH }));
    const length = ref.width * HASH_BYTES;
    if (!bytes) return this.note(path, 'this tile is missing');
    if (bytes.length < length || (bytes.length > length && bytes.length !== TILE_WIDTH * HASH_BYTES)) {
      return this.note(path, `this tile has ${bytes.length} bytes instead of ${length}`);
    }
    return bytes.subarray(0, length);
  }

  async bundle(place: Place): Promise<Buffer[] | undefined> {
    const path = bundlePath(place);
    const bytes = await this.file(path, bundlePath({ ...place, width: TILE_WIDTH }));
    if (!bytes) return this.note(path, 'this bundle is missing');
    try {
      const entries = decodeBundle(bytes);
      if (entries.length === place.width || entries.length === TILE_WIDTH) return entries.slice(0, place.width);
      return this.note(path, `this bundle holds ${entries.length} entries instead of ${place.width}`);
    } catch (error) {
      if (!(error instanceof TlogMalformed)) throw error;
      return this.note(path, `this bundle cannot be read: ${error.message}`);
    }
  }

  /** What was partial when it was signed may have become full since. */
  private async file(path: string, full: string): Promise<Buffer | undefined> {
    return (await this.read(path)) ?? (path === full ? undefined : this.read(full));
  }

  private note(path: string, says: string): undefined {
    this.findings.push({ path, says });
  }
}
