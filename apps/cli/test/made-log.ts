import { generateKeyPairSync, hash } from 'node:crypto';
import {
  bundlePath,
  checkpointText,
  ED25519,
  ed25519Signer,
  encodeBundle,
  leafHash,
  printNote,
  signNote,
  TILE_WIDTH,
  TileEdge,
  tilePath,
} from '@holdfast/tlog';

export const madeSigner = ed25519Signer('made.test/log', ED25519, generateKeyPairSync('ed25519').privateKey);

/** How the entries are made and who signs. */
interface Making {
  entryAt?: (at: number) => Buffer;
  signer?: typeof madeSigner;
}

/** Makes a whole log, as a hub would serve it: gives each file to `write` and returns the root. */
export function makeLog(size: number, write: (path: string, bytes: Buffer) => void, making: Making = {}): Buffer {
  const { entryAt = madeEntry, signer = madeSigner } = making;
  let edge = TileEdge.empty;
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const first = index * TILE_WIDTH;
    const entries = Array.from({ length: Math.min(TILE_WIDTH, size - first) }, (_, at) => entryAt(first + at));
    write(bundlePath({ index, width: entries.length }), encodeBundle(entries));
    const grown = edge.append(entries.map(leafHash));
    for (const { hashes, ...tile } of grown.full) write(tilePath({ ...tile, width: TILE_WIDTH }), hashes);
    edge = grown.edge;
  }
  for (const { hashes, ...tile } of edge.partials()) write(tilePath(tile), hashes);
  const root = edge.root();
  const text = checkpointText({ origin: signer.key.name, size, root, extensions: [] });
  write('checkpoint', Buffer.from(printNote(signNote(text, [signer]))));
  return root;
}

/** An entry as the ledger makes them: a version byte and a hash. */
export const madeEntry = (at: number): Buffer => Buffer.concat([Buffer.of(1), hash('sha256', `made ${at}`, 'buffer')]);

/** The same in memory, for tests that change files. */
export class MadeLog {
  readonly files = new Map<string, Buffer>();
  readonly root: Buffer;

  constructor(
    readonly size: number,
    making?: Making,
  ) {
    this.root = makeLog(size, (path, bytes) => this.files.set(path, bytes), making);
  }

  readonly read = async (path: string): Promise<Buffer | undefined> => this.files.get(path);

  /** The same log with a file changed, or without it. */
  reading(path: string, change: (bytes: Buffer) => Buffer | undefined): (path: string) => Promise<Buffer | undefined> {
    const changed = change(Buffer.from(this.files.get(path) ?? ''));
    return async (asked) => (asked === path ? changed : this.files.get(asked));
  }
}

/** The bytes with one bit of one byte changed. */
export function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
