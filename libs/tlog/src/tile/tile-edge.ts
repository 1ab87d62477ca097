import { EMPTY_ROOT, foldRight } from '../tree/hash.js';
import { isSize } from '../tree/size.js';
import { hashesIn, subtrees, tileRoot } from './tile-hashes.js';
import { partialWidth, TILE_WIDTH } from './tile-path.js';

/** A tile with its hashes. */
export interface Tile {
  level: number;
  index: number;
  hashes: Buffer;
}

/** The right edge of a tree: on each level the hashes of the last tile, as far as it goes. Immutable. */
export class TileEdge {
  static readonly empty = new TileEdge(0, []);

  private constructor(
    readonly size: number,
    /** By level: the hashes of the tile that is not full yet. */
    private readonly levels: readonly (readonly Buffer[])[],
  ) {}

  /** Throws RangeError when the partial tiles are not those of a tree of this size. */
  static of(size: number, partials: readonly Buffer[]): TileEdge {
    if (!isSize(size)) throw new RangeError('The size of a tree is a whole number');
    const count = Math.max(partials.length, levelsOf(size));
    const levels = Array.from({ length: count }, (_, level) => hashesIn(partials[level] ?? Buffer.alloc(0)));
    for (const [level, hashes] of levels.entries()) {
      const width = partialWidth(size, level);
      if (hashes.length !== width) throw new RangeError(`Level ${level} of ${size} entries ends with ${width} hashes`);
    }
    return new TileEdge(size, levels);
  }

  /** The edge after these entries, and the tiles that they made full, lower levels first. */
  append(leafHashes: readonly Buffer[]): { edge: TileEdge; full: Tile[] } {
    const levels: Buffer[][] = [];
    const full: Tile[] = [];
    let fresh = leafHashes;
    for (let level = 0; fresh.length > 0 || level < this.levels.length; level++) {
      const hashes = [...(this.levels[level] ?? []), ...fresh];
      const roots: Buffer[] = [];
      const first = Math.floor(this.size / TILE_WIDTH ** (level + 1));
      for (let at = 0; at + TILE_WIDTH <= hashes.length; at += TILE_WIDTH) {
        const tile = Buffer.concat(hashes.slice(at, at + TILE_WIDTH));
        full.push({ level, index: first + at / TILE_WIDTH, hashes: tile });
        roots.push(tileRoot(tile));
      }
      levels.push(hashes.slice(roots.length * TILE_WIDTH));
      fresh = roots;
    }
    return { edge: new TileEdge(this.size + leafHashes.length, levels), full };
  }

  /** The last tiles, as far as they go, where they are not empty. */
  partials(): (Tile & { width: number })[] {
    return this.levels.flatMap((hashes, level) => {
      const index = Math.floor(this.size / TILE_WIDTH ** (level + 1));
      return hashes.length === 0 ? [] : [{ level, index, width: hashes.length, hashes: Buffer.concat(hashes) }];
    });
  }

  /** The root of the whole tree. */
  root(): Buffer {
    if (this.size === 0) return EMPTY_ROOT;
    return foldRight(this.levels.toReversed().flatMap((hashes) => subtrees(hashes)));
  }
}

const levelsOf = (size: number): number => (size === 0 ? 0 : Math.floor(Math.log2(size) / 8) + 1);
