import { TlogMalformed } from '../malformed.js';
import { partialWidth, TILE_WIDTH } from '../tile/tile-path.js';
import type { TileRef } from '../tile/tile-path.js';
import { tileRoot } from '../tile/tile-hashes.js';
import { foldRight, HASH_BYTES } from '../tree/hash.js';
import { isSize } from '../tree/size.js';
import { consistencyRanges, inclusionRanges, splitOf } from './ranges.js';
import type { Range } from './ranges.js';

/** Gives the bytes of a tile. */
export type ReadTile = (tile: TileRef) => Promise<Buffer>;

/** The proof that a leaf is in the tree of a size, from its tiles. Throws TlogMalformed for a tile of another width. */
export async function proveInclusion(index: number, size: number, readTile: ReadTile): Promise<Buffer[]> {
  if (!isSize(index) || !isSize(size) || index >= size) {
    throw new RangeError(`A tree of ${size} entries has no leaf ${index}`);
  }
  return hashesOf(inclusionRanges(index, size), size, readTile);
}

/** The proof that the tree of a size only adds to a smaller one. Throws TlogMalformed for a tile of another width. */
export async function proveConsistency(fromSize: number, size: number, readTile: ReadTile): Promise<Buffer[]> {
  if (!isSize(fromSize) || !isSize(size) || fromSize > size) {
    throw new RangeError(`A tree of ${size} entries has no part of ${fromSize}`);
  }
  return fromSize === 0 ? [] : hashesOf(consistencyRanges(fromSize, size), size, readTile);
}

/** Hashes of a tile whose tree is one perfect subtree. */
interface Slice {
  tile: TileRef;
  at: number;
  count: number;
}

async function hashesOf(ranges: readonly Range[], size: number, readTile: ReadTile): Promise<Buffer[]> {
  const slices = ranges.map((range) => slicesOf(range, size));
  const wanted = new Map(slices.flat().map(({ tile }) => [keyOf(tile), tile]));
  const read = await Promise.all([...wanted].map(async ([key, tile]) => [key, await checked(tile, readTile)] as const));
  const tiles = new Map(read);
  const hashOf = ({ tile, at, count }: Slice) => {
    const bytes = tiles.get(keyOf(tile)) ?? Buffer.alloc(0);
    return tileRoot(bytes.subarray(at * HASH_BYTES, (at + count) * HASH_BYTES));
  };
  return slices.map((each) => foldRight(each.map(hashOf)));
}

const keyOf = ({ level, index }: TileRef) => `${level}/${index}`;

async function checked(tile: TileRef, readTile: ReadTile): Promise<Buffer> {
  const bytes = await readTile(tile);
  if (bytes.length !== tile.width * HASH_BYTES) throw new TlogMalformed('A tile has another width than the tree says');
  return bytes;
}

/** A range that RFC 6962 asks for, as perfect subtrees, the largest first. */
function slicesOf({ from, to }: Range, size: number): Slice[] {
  const slices: Slice[] = [];
  for (let at = from; at < to;) {
    const rest = to - at;
    const leaves = splitOf(rest) * 2 === rest ? rest : splitOf(rest);
    slices.push(sliceOf(at, leaves, size));
    at += leaves;
  }
  return slices;
}

function sliceOf(from: number, leaves: number, size: number): Slice {
  let [level, span] = [0, 1];
  while (span * TILE_WIDTH <= leaves) [level, span] = [level + 1, span * TILE_WIDTH];
  const index = Math.floor(from / (span * TILE_WIDTH));
  const isFull = (index + 1) * span * TILE_WIDTH <= size;
  const width = isFull ? TILE_WIDTH : partialWidth(size, level);
  return { tile: { level, index, width }, at: (from / span) % TILE_WIDTH, count: leaves / span };
}
