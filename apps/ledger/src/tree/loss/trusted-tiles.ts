import { HASH_BYTES, partialWidth, TILE_WIDTH, TileEdge, tileRoot } from '@holdfast/tlog';
import type { Checkpoint } from '@holdfast/tlog';
import type { DataSource } from 'typeorm';
import type { Log } from '../log.js';
import { edgeAt } from '../tiles/edge-at.js';
import type { TileFiles } from '../tiles/tile-files.js';

/** Where the tiles of a log lie: each may be right in one place and damaged in the other. */
export interface TileSources {
  database: Pick<DataSource, 'query'>;
  log: Pick<Log, 'number' | 'base'>;
  files: Pick<TileFiles, 'readTile'>;
}

interface Place {
  level: number;
  index: number;
}

const FULL_BYTES = TILE_WIDTH * HASH_BYTES;

/** The tiles of a signed tree, each taken from where it leads to the signed root, and from nowhere else. */
export class TrustedTiles {
  /** By level the tile that was asked for last: whoever walks through the log asks for its neighbours. */
  readonly #last = new Map<number, { index: number; hashes: Buffer | undefined }>();

  private constructor(
    private readonly sources: TileSources,
    private readonly edge: TileEdge | undefined,
  ) {}

  static async under(sources: TileSources, { size, root }: Pick<Checkpoint, 'size' | 'root'>): Promise<TrustedTiles> {
    const { database, log, files } = sources;
    const edges = [() => edgeOfFiles(files, size), () => edgeAt(database, log, size)];
    for (const edgeOf of edges) {
      const [edge] = await Promise.allSettled([edgeOf()]);
      if (edge.status === 'fulfilled' && edge.value.root().equals(root)) return new TrustedTiles(sources, edge.value);
    }
    return new TrustedTiles(sources, undefined);
  }

  /** The leaf hashes that were signed; undefined where nothing is left that leads to the root. */
  async leaves(index: number, computed?: Buffer): Promise<Buffer | undefined> {
    return this.#tile({ level: 0, index }, computed);
  }

  async #tile(place: Place, computed?: Buffer): Promise<Buffer | undefined> {
    const { level, index } = place;
    const partial = this.edge?.partials().find((each) => each.level === level && each.index === index);
    if (!this.edge || partial) return partial?.hashes;
    const known = this.#last.get(level);
    if (known?.index === index) return known.hashes;
    const hashes = await this.#leadingTo(await this.#hashAbove(place), place, computed);
    this.#last.set(level, { index, hashes });
    return hashes;
  }

  async #hashAbove({ level, index }: Place): Promise<Buffer | undefined> {
    const above = await this.#tile({ level: level + 1, index: Math.floor(index / TILE_WIDTH) });
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    return above?.subarray(at, at + HASH_BYTES);
  }

  async #leadingTo(root: Buffer | undefined, place: Place, computed?: Buffer): Promise<Buffer | undefined> {
    if (!root) return undefined;
    const { files } = this.sources;
    const places = [
      async () => computed,
      () => files.readTile({ ...place, width: TILE_WIDTH }),
      () => this.#row(place),
    ];
    for (const read of places) {
      const [tile] = await Promise.allSettled([read()]);
      if (tile.status === 'rejected' || tile.value?.length !== FULL_BYTES) continue;
      if (tileRoot(tile.value).equals(root)) return tile.value;
    }
    return undefined;
  }

  async #row({ level, index }: Place): Promise<Buffer | undefined> {
    const { database, log } = this.sources;
    const rows: { hashes: Buffer }[] = await database.query(
      'SELECT hashes FROM tile WHERE log = $1 AND level = $2 AND index = $3',
      [log.number, level, index],
    );
    return rows[0]?.hashes;
  }
}

/** The right edge of a log as its files have it. Rejects where one is missing or of another width. */
async function edgeOfFiles(files: TileSources['files'], size: number): Promise<TileEdge> {
  const partials: Buffer[] = [];
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const [width, index] = [partialWidth(size, level), Math.floor(size / TILE_WIDTH ** (level + 1))];
    partials.push(width === 0 ? Buffer.alloc(0) : await files.readTile({ level, index, width }));
  }
  return TileEdge.of(size, partials);
}
