import { EMPTY_ROOT, HASH_BYTES, leafHash, openCheckpoint, parseVerifierKey, TILE_WIDTH } from '@holdfast/tlog';
import type { Checkpoint, TileEdge } from '@holdfast/tlog';
import type { Log } from '../../tree/log.js';
import { covers } from '../../tree/loss/lost-ranges.js';
import type { IndexRange } from '../../tree/loss/lost-ranges.js';
import type { TrustedTiles } from '../../tree/loss/trusted-tiles.js';
import type { TileFiles } from '../../tree/tiles/tile-files.js';
import { checkBody, entryRows } from './entry-rows.js';
import type { Queries } from './entry-rows.js';
import { RecordFaults } from './faults.js';
import { checkBundleFile, checkTileFile, checkTileRows, checkTilesBeyond, edgeBefore } from './tiles.js';

const PAGE = 16 * TILE_WIDTH;
const LOST = Buffer.alloc(0);

/** A log as it is to be checked. */
export interface RecordToCheck {
  queries: Queries;
  log: Pick<Log, 'number' | 'key' | 'base'> & { nextIndex: number };
  files: TileFiles;
  /** The largest checkpoint that is known, wherever it was kept. */
  note: string | undefined;
  /** The first leaf to look at, a border between tiles; what lies left of it counts by its tiles alone. */
  from?: number;
  /** What the log lost when it was closed, and where the hashes of that still stand. */
  loss?: { ranges: readonly IndexRange[]; tiles: TrustedTiles };
}

/**
 * The whole record against itself and what was signed: bodies open their entries, entries give the rows and files of
 * all tiles, and the root that the log's key has signed. What was declared lost counts by its hash in the tree alone.
 */
export async function checkRecord(record: RecordToCheck): Promise<RecordFaults> {
  const faults = new RecordFaults();
  const checkpoint = signedIn(record, faults);
  const { queries, log, from = 0, loss } = record;
  // What follows what a closed log has signed is lost with it.
  const recorded = loss ? checkpoint.size : log.nextIndex - log.base;
  if (recorded < checkpoint.size) faults.add('checkpoint', `${checkpoint.size} were signed, ${recorded} are here`);
  const [left] = await Promise.allSettled([edgeBefore(queries, log, from)]);
  if (left.status === 'rejected') {
    faults.add('tile row', `left of leaf ${from}: missing`);
    return faults;
  }
  for (let edge = left.value; edge.size < recorded;) {
    const next = Math.min(recorded, edge.size - (edge.size % TILE_WIDTH) + PAGE);
    const end = edge.size < checkpoint.size ? Math.min(next, checkpoint.size) : next;
    edge = await checkPage(record, edge, { end, signed: checkpoint.size }, faults);
    if (edge.size === checkpoint.size) await checkSigned(record, edge, checkpoint, faults);
  }
  await checkTilesBeyond(queries, log, recorded, faults);
  return faults;
}

/** Nothing is signed where there is no note, and what this key did not sign is nobody's word. */
function signedIn({ log, note }: RecordToCheck, faults: RecordFaults): Pick<Checkpoint, 'size' | 'root'> {
  if (note === undefined) return { size: 0, root: EMPTY_ROOT };
  try {
    return openCheckpoint(note, parseVerifierKey(log.key)).checkpoint;
  } catch {
    faults.add('checkpoint', 'is not signed by the key of the log');
    return { size: 0, root: EMPTY_ROOT };
  }
}

async function checkPage(
  { queries, log, files, loss }: RecordToCheck,
  edge: TileEdge,
  { end, signed }: { end: number; signed: number },
  faults: RecordFaults,
): Promise<TileEdge> {
  const rows = await entryRows(queries, log.base + edge.size, log.base + end);
  const isLost = (index: number) => loss !== undefined && covers(loss.ranges, index);
  for (const row of rows.values()) if (!isLost(Number(row.index))) checkBody(row, faults);
  const entries = Array.from({ length: end - edge.size }, (_, at) => {
    const index = log.base + edge.size + at;
    if (isLost(index)) return undefined;
    const row = rows.get(index);
    if (!row) faults.add('entry', `index ${index}: missing`);
    return row?.treeEntry ?? LOST;
  });
  const grown = edge.append(await leavesOf(entries, edge.size, loss));
  await checkTileRows(queries, log, grown.full, faults);
  // Files go as far as what is signed.
  if (end > signed) return grown.edge;
  for (const tile of grown.full) await checkTileFile(files, { ...tile, width: TILE_WIDTH }, faults);
  for (let at = 0; at < entries.length; at += TILE_WIDTH) {
    const here = entries.slice(at, at + TILE_WIDTH);
    const kept = here.flatMap((entry) => entry ?? []);
    // Of a lost entry nothing says what its bundle must hold.
    if (kept.length < here.length) continue;
    await checkBundleFile(files, (edge.size + at) / TILE_WIDTH, kept, faults);
  }
  return grown.edge;
}

/** The hashes of entries; of a lost one the hash that leads to the signed root. */
async function leavesOf(
  entries: readonly (Buffer | undefined)[],
  first: number,
  loss: RecordToCheck['loss'],
): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for (const [at, entry] of entries.entries()) {
    const [leaf, place] = [first + at, ((first + at) % TILE_WIDTH) * HASH_BYTES];
    const tile = entry ? undefined : await loss?.tiles.leaves(Math.floor(leaf / TILE_WIDTH));
    leaves.push(tile?.subarray(place, place + HASH_BYTES) ?? leafHash(entry ?? LOST));
  }
  return leaves;
}

async function checkSigned(
  { files }: RecordToCheck,
  edge: TileEdge,
  { root, size }: Pick<Checkpoint, 'size' | 'root'>,
  faults: RecordFaults,
): Promise<void> {
  if (!edge.root().equals(root)) faults.add('checkpoint', `${size} entries have another root than was signed`);
  for (const tile of edge.partials()) await checkTileFile(files, tile, faults);
}
