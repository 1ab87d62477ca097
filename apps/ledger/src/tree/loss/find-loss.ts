import { HASH_BYTES, leafHash, TILE_WIDTH } from '@holdfast/tlog';
import type { Checkpoint } from '@holdfast/tlog';
import { noteLost } from './lost-ranges.js';
import type { LostRange } from './lost-ranges.js';
import { TrustedTiles } from './trusted-tiles.js';
import type { TileSources } from './trusted-tiles.js';

const TILES_AT_ONCE = 16;
const PAGE = TILES_AT_ONCE * TILE_WIDTH;

/** A record that may be damaged, and what is known of it elsewhere. */
export interface Damaged extends TileSources {
  /** The largest checkpoint that was ever signed. */
  signed: Pick<Checkpoint, 'size' | 'root'>;
  /** The largest index that was ever published. */
  published: number;
}

/** What a log lost, and the first index that was never given to anything. */
export interface Loss {
  ranges: LostRange[];
  base: number;
}

/**
 * Holds every row against the tree that was signed: the leaf hashes of its tiles say which are missing and which were
 * changed. Where no tile leads to the signed root the change cannot be placed.
 */
export async function findLoss(damaged: Damaged, stop: AbortSignal): Promise<Loss> {
  const { database, log, signed, published } = damaged;
  const base = Math.max(published, log.base + signed.size - 1, await lastRow(database, log.base)) + 1;
  const tiles = await TrustedTiles.under(damaged, signed);
  const ranges: LostRange[] = [];
  for (let from = 0; log.base + from < base; from += PAGE) {
    stop.throwIfAborted();
    const leaves = await leavesOf(database, log.base + from, Math.min(log.base + from + PAGE, base));
    for (let first = 0; first < leaves.length; first += TILE_WIDTH) {
      const own = leaves.slice(first, first + TILE_WIDTH);
      const leaf = from + first;
      const inSigned = leaf < signed.size ? await tiles.leaves(leaf / TILE_WIDTH, whole(own)) : undefined;
      for (const [at, hash] of own.entries()) {
        const harm = leaf + at < signed.size ? harmTo(hash, inSigned, at) : harmBeyond(hash);
        if (harm) noteLost(ranges, log.base + leaf + at, harm);
      }
    }
  }
  return { ranges, base };
}

function harmTo(hash: Buffer | undefined, signed: Buffer | undefined, at: number): LostRange['harm'] | undefined {
  if (!hash) return 'missing';
  if (!signed) return 'unplaced';
  return signed.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES).equals(hash) ? undefined : 'changed';
}

const harmBeyond = (hash: Buffer | undefined): LostRange['harm'] => (hash ? 'unsigned' : 'missing');

const whole = (leaves: readonly (Buffer | undefined)[]): Buffer => Buffer.concat(leaves.flatMap((leaf) => leaf ?? []));

/** The leaf hashes that the rows give, from an index up to another; undefined where there is no row. */
async function leavesOf(database: Damaged['database'], from: number, end: number): Promise<(Buffer | undefined)[]> {
  const rows: { index: string; entry: Buffer }[] = await database.query(
    'SELECT index, tree_entry AS entry FROM entry WHERE index >= $1 AND index < $2',
    [from, end],
  );
  const byIndex = new Map(rows.map(({ index, entry }) => [Number(index), leafHash(entry)]));
  return Array.from({ length: end - from }, (_, at) => byIndex.get(from + at));
}

async function lastRow(database: Damaged['database'], from: number): Promise<number> {
  const rows: { last: string | null }[] = await database.query(
    'SELECT max(index) AS last FROM entry WHERE index >= $1',
    [from],
  );
  return Number(rows[0]?.last ?? from - 1);
}
