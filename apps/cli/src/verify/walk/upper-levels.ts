import { EMPTY_ROOT, HASH_BYTES, partialWidth, TILE_WIDTH, TileEdge, tilePath, tileRoot } from '@holdfast/tlog';
import type { TileRef } from '@holdfast/tlog';
import type { Finding } from './finding.js';

/** What was signed of a tree. */
interface Signed {
  size: number;
  root: Buffer;
}

/** The tile of a level that a tree of a size has at an index. */
export function tileAt(level: number, index: number, size: number): TileRef {
  const isFull = (index + 1) * TILE_WIDTH ** (level + 1) <= size;
  return { level, index, width: isFull ? TILE_WIDTH : partialWidth(size, level) };
}

/** How many tiles a level has, the partial one among them. */
export const tilesOn = (level: number, size: number): number =>
  Math.ceil(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);

/**
 * The tiles above the lowest level, judged from what was signed downwards: a tile counts as confirmed when it is part
 * of the signed root, or the tree of it stands in a confirmed tile above.
 */
export class UpperLevels {
  readonly findings: Finding[] = [];
  private readonly confirmed = new Set<string>();

  /** `levels` begins with level 1; `lastLeaves` is the partial tile of level 0, empty where all are full. */
  constructor(
    private readonly signed: Signed,
    private readonly levels: readonly (readonly (Buffer | undefined)[])[],
    lastLeaves: Buffer | undefined,
  ) {
    const isRight = lastLeaves !== undefined && this.edgeIs(lastLeaves);
    for (let level = levels.length; level > 0; level--) {
      for (const [index, tile] of this.tilesOf(level).entries()) {
        const ref = tileAt(level, index, signed.size);
        const holds = tile !== undefined && (ref.width === TILE_WIDTH ? this.judge(ref, tileRoot(tile)) : isRight);
        if (holds) this.confirmed.add(tilePath(ref));
      }
    }
  }

  /** Whether these leaf hashes, of the last tile where it is partial, give with all else the root that was signed. */
  edgeIs(lastLeaves: Buffer): boolean {
    const { size, root } = this.signed;
    if (size === 0) return root.equals(EMPTY_ROOT);
    const partials = this.levels.map((_, at) => this.lastOf(at + 1));
    if (partials.includes(undefined)) return false;
    const edge = TileEdge.of(size, [lastLeaves, ...partials.flatMap((each) => each ?? [])]);
    return edge.root().equals(root);
  }

  /** What stands for a full tile in the tile above it; undefined where that one is missing. */
  above({ level, index }: Pick<TileRef, 'level' | 'index'>): Buffer | undefined {
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    return this.tilesOf(level + 1)[Math.floor(index / TILE_WIDTH)]?.subarray(at, at + HASH_BYTES);
  }

  /** Whether the root of a full tile stands above it. If not, the one that nothing confirms is noted. */
  judge(ref: TileRef, root: Buffer): boolean {
    const above = this.above(ref);
    const parent = tilePath(tileAt(ref.level + 1, Math.floor(ref.index / TILE_WIDTH), this.signed.size));
    const isSame = above?.equals(root) ?? false;
    if (isSame) return this.confirmed.has(parent);
    if (above && this.confirmed.has(parent)) {
      this.findings.push({ path: tilePath(ref), says: `this tile is not the one of which ${parent} holds the hash` });
    } else if (above) {
      const says = `hash ${ref.index % TILE_WIDTH} of this tile is not that of ${tilePath(ref)} below it`;
      this.findings.push({ path: parent, says });
    }
    return false;
  }

  private tilesOf(level: number): readonly (Buffer | undefined)[] {
    return this.levels[level - 1] ?? [];
  }

  /** The partial tile of a level; empty where all are full. */
  private lastOf(level: number): Buffer | undefined {
    return partialWidth(this.signed.size, level) === 0 ? Buffer.alloc(0) : this.tilesOf(level).at(-1);
  }
}
